// Converts rich text from a web page, a word processor or a spreadsheet to the source of a message.
import { isDecodable } from './entities.ts'
import { attributeOf, readHtml, textIn, type HtmlElement } from './html-tree.ts'
import { inlineMarkdown, PLAIN, type Segment, type Style } from './inline-markdown.ts'
import { raised } from './raised.ts'
import { styleOf } from './styles.ts'
import { tableMarkdown } from './table-markdown.ts'

const STRUCTURE =
  /<(?:b|strong|em|i|s|del|strike|code|kbd|pre|li|h[1-6]|blockquote|t[dh]|sub|sup)[\s>]|<a\s[^<>]*href|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through|vertical-align:\s*su/iu

/** Lines below a block: 1, or 2 for a blank line between. */
interface Block {
  source: string
  gap: 1 | 2
  /** Of the words of a document, not of its lists: what looks like an item is none. */
  isWords?: boolean
}

const PARAGRAPHS = new Set(['p', 'article', 'section', 'figure'])
const LINES = new Set(
  'div main header footer aside nav address dl dt dd figcaption tr caption center form'.split(' '),
)

/** Undefined if it has no structure worth keeping. */
export const htmlAsMarkdown = (html: string): string | undefined => {
  if (!STRUCTURE.test(html) || !isDecodable(html)) return undefined
  return join(new Writer().write(readHtml(html), PLAIN).finish())
}

const blocksIn = (element: HtmlElement, style = PLAIN): Block[] => new Writer().write(element, style).finish()

class Writer {
  readonly #blocks: Block[] = []
  #line: Segment[] = []

  write({ children }: HtmlElement, style: Style): this {
    for (const child of children) {
      if (typeof child === 'string') this.#line.push({ ...style, text: child })
      else this.#element(child, style)
    }
    return this
  }

  finish(): Block[] {
    this.#flush(1)
    return this.#blocks
  }

  #flush(gap: 1 | 2, isItem = false): void {
    const source = inlineMarkdown(this.#line)
    if (source !== '') this.#blocks.push({ source, gap, isWords: !isItem })
    this.#line = []
  }

  #push(source: string, gap: 1 | 2 = 2): void {
    this.#flush(1)
    if (source !== '') this.#blocks.push({ source, gap })
  }

  #element(element: HtmlElement, style: Style): void {
    const { tag } = element
    if (tag === 'br') return void this.#line.push({ ...PLAIN, text: '\n' })
    if (tag === 'hr') return this.#push('---')
    if (tag === 'pre') return this.#push(fence(element))
    if (/^h[1-6]$/u.test(tag)) return this.#push(heading(element))
    if (tag === 'blockquote') return this.#push(quote(element, style))
    if (tag === 'ul' || tag === 'ol') return this.#push(list(element, style), 1)
    if (tag === 'li') return this.#push(item('- ', element, style), 1)
    if (tag === 'table') return this.#table(element, style)
    if (PARAGRAPHS.has(tag) || LINES.has(tag)) return this.#paragraph(element, style)
    this.#inline(element, style)
  }

  #inline(element: HtmlElement, style: Style): void {
    const { tag } = element
    const high = raised(element)
    if (high !== undefined) return void this.#line.push({ ...style, text: high })
    if (tag === 'input' && attributeOf(element, 'type') === 'checkbox')
      return void this.#line.push({
        ...style,
        text: /\schecked/iu.test(element.attributes) ? '[x] ' : '[ ] ',
      })
    this.write(element, styleOf(element, style))
  }

  #paragraph(element: HtmlElement, style: Style): void {
    this.#flush(1)
    const gap: Block['gap'] = PARAGRAPHS.has(element.tag) ? 2 : 1
    if (/MsoList/u.test(element.attributes)) {
      const words = join(blocksIn(element, style)).replace(/^[·•▪o§]\s+(?=\S)/u, '- ')
      return this.#push(words, gap)
    }
    const blocks = blocksIn(element, style)
    this.#blocks.push(...blocks.map((block) => ({ ...block, gap: block.gap === 2 ? block.gap : gap })))
  }

  #table(element: HtmlElement, style: Style): void {
    const table = tableMarkdown(element, (cell) => blocksIn(cell, style).map(({ source }) => source))
    if (table !== undefined) return this.#push(table)
    this.#flush(1)
    this.#blocks.push(...blocksIn({ ...element, tag: 'div', children: cellsOf(element) }, style))
  }
}

/** The cells of a table that only arranges: one after the other. */
const cellsOf = (element: HtmlElement): HtmlElement[] =>
  element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return child.tag === 'td' || child.tag === 'th' ? [{ ...child, tag: 'div' }] : cellsOf(child)
  })

const ITEM = /^(?:[-*•]|\d{1,9}[.)])\s/u

/** Two lines of words that look like items beside each other would be a list. */
const join = (blocks: readonly Block[]): string => {
  const looks = blocks.map(({ source }) => ITEM.test(source))
  let text = ''
  for (const [index, { source, gap, isWords }] of blocks.entries()) {
    const isBeside = looks[index - 1] === true || looks[index + 1] === true
    const safe = isWords && isBeside && looks[index] ? source.replace(/^(\d*)/u, '$1\\') : source
    const before = blocks[index - 1]
    text += (before ? '\n'.repeat(Math.max(before.gap, gap)) : '') + safe
  }
  return text
}

const oneLine = (element: HtmlElement, style: Style): string =>
  blocksIn(element, style)
    .map(({ source }) => source.replaceAll('\n', ' '))
    .join(' ')

/** A heading is bold by itself. */
const heading = (element: HtmlElement): string => {
  const words = oneLine(element, PLAIN).replace(/^\*\*(.*)\*\*$/u, '$1')
  return words === '' ? '' : `${'#'.repeat(Math.min(3, Number(element.tag.slice(1))))} ${words}`
}

const quote = (element: HtmlElement, style: Style): string =>
  join(blocksIn(element, style)).replace(/^/gmu, '> ').replace(/^> $/gmu, '>')

const list = (element: HtmlElement, style: Style): string => {
  let number = Number(attributeOf(element, 'start') ?? '1') || 1
  return element.children
    .flatMap((child) => {
      if (typeof child === 'string') return []
      // Some programs put a list beside its item instead of inside.
      if (child.tag !== 'li')
        return [indent(join(blocksIn({ ...element, tag: '', children: [child] }, style)), '  ')]
      if (element.tag === 'ul') return [item('- ', child, style)]
      number = Number(attributeOf(child, 'value') ?? number) || number
      return [item(`${number++}. `, child, style)]
    })
    .filter((source) => source.trim() !== '')
    .join('\n')
}

const item = (mark: string, element: HtmlElement, style: Style): string => {
  const inside = blocksIn(element, style)
    .map(({ source }) => source)
    .join('\n')
  return inside === '' ? '' : mark + indent(inside, ' '.repeat(mark.length)).trimStart()
}

const indent = (text: string, by: string): string => text.replace(/^(?=.)/gmu, by)

const fence = (element: HtmlElement): string => {
  const code = textIn(element)
    .replaceAll('\u00a0', ' ')
    .replace(/^\n|\n$/gu, '')
  const longest = Math.max(2, ...(code.match(/`{3,}/gu) ?? []).map(({ length }) => length))
  const ticks = '`'.repeat(longest + 1)
  return `${ticks}${languageOf(element)}\n${code}\n${ticks}`
}

const languageOf = (element: HtmlElement): string => {
  const named = /\b(?:language|lang|highlight-source)-([\w+#.-]{1,20})/iu
  const [code] = element.children.filter((child) => typeof child !== 'string')
  return named.exec(element.attributes)?.[1] ?? named.exec(code?.attributes ?? '')?.[1] ?? ''
}
