// Reads the blocks of a message: paragraphs, fences, formulas, headings, quotes, lists, tables and rules. A block
// ends with its last marked line: the answer below a quote is no part of it.
import type { Token, Tokens } from 'marked'
import type { FormulaToken } from '../formula-tokens.ts'
import type { BlockReader, FoundBlock } from './block-reader.ts'
import { withoutIndent } from './indent.ts'
import { readInline, type Reading } from './inline.ts'
import { readList } from './lists.ts'
import { isBareNumber } from './signs.ts'
import { readTable } from './tables.ts'

/** People do not nest deeper; deeper marks are text. */
const MAX_DEPTH = 16

const BLANK = /^[ \t]*$/
const FENCE = /^( {0,3})(`{3,})(.*)$/
const TILDES = /^( {0,3})(~{3,})[ \t]*([\w+#.-]{0,20})[ \t]*$/
const LANGUAGE = /^[ \t]*([\w+#.-]{0,20})(?:[ \t]+(?:[{[].*|\w+=.*))?[ \t]*$/
const FORMULA = /^ {0,3}(?=\$\$|\\\[)/
const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S.*)$/
const RULE = /^ {0,3}-{3,}[ \t]*$/
const QUOTE = /^ {0,3}>(?:[ \t]|$|(?=[\p{L}@*"“«„`[]))/u
const INDENTED = /^(?: {4}|\t)[ \t]*\S/

export const readBlocks = (
  lines: readonly string[],
  reading: Reading,
  depth = 0,
  isItem = false,
): Token[] => {
  const readWithin: BlockReader['readWithin'] = (inside, inItem) =>
    readBlocks(inside, reading, depth + 1, inItem)
  return new Blocks({ lines, depth, reading, isItem, readWithin }).read()
}

class Blocks {
  readonly #source: BlockReader
  readonly #tokens: Token[] = []
  /** The first line of an item is words: `- # 3` has no heading in it. */
  readonly #wordsUntil: number
  #paragraph: number | undefined
  #at = 0

  constructor(source: BlockReader) {
    this.#source = source
    this.#wordsUntil = source.isItem ? 1 : 0
  }

  read(): Token[] {
    const { lines } = this.#source
    while (this.#at < lines.length) {
      const line = lines[this.#at] ?? ''
      if (BLANK.test(line)) this.#readSpace()
      else this.#readLine()
    }
    this.#endParagraph()
    return this.#tokens
  }

  #readSpace(): void {
    this.#endParagraph()
    const from = this.#at
    while (this.#at < this.#source.lines.length && BLANK.test(this.#source.lines[this.#at] ?? '')) this.#at++
    this.#tokens.push({ type: 'space', raw: this.#raw(from, this.#at) })
  }

  #readLine(): void {
    const found = this.#findBlock()
    if (found?.token) {
      this.#endParagraph()
      const { token } = found
      const from = this.#at
      this.#at += found.count
      token.raw = this.#raw(from, this.#at)
      this.#tokens.push(token)
      return
    }
    this.#paragraph ??= this.#at
    this.#at += found?.count ?? 1
  }

  #findBlock(): FoundBlock | undefined {
    const { lines, depth } = this.#source
    const line = lines[this.#at] ?? ''
    const fence = this.#fence(line) ?? this.#formula(line)
    if (fence || this.#at < this.#wordsUntil) return fence
    if (this.#paragraph === undefined && INDENTED.test(line)) return this.#indented()
    return (
      heading(line, this.#source.reading) ??
      (RULE.test(line) ? { token: { type: 'hr', raw: line }, count: 1 } : undefined) ??
      (depth < MAX_DEPTH ? (this.#quote() ?? readList(this.#source, this.#at)) : undefined) ??
      readTable(this.#source, this.#at)
    )
  }

  /** The lines as typed; the last line of the text has no end. */
  #raw(from: number, to: number): string {
    const { lines } = this.#source
    return lines.slice(from, to).join('\n') + (to < lines.length ? '\n' : '')
  }

  #endParagraph(): void {
    if (this.#paragraph === undefined) return
    const { lines, reading } = this.#source
    const text = lines.slice(this.#paragraph, this.#at).join('\n')
    const raw = this.#raw(this.#paragraph, this.#at)
    this.#tokens.push({ type: 'paragraph', raw, text, tokens: readInline(text, reading) })
    this.#paragraph = undefined
  }

  #fence(line: string): FoundBlock | undefined {
    const found = FENCE.exec(line) ?? TILDES.exec(line)
    if (!found) return undefined
    const [, indent = '', fence = '', rest = ''] = found
    const last = this.#lastLine(fence, rest)
    if (last === undefined) return undefined
    const language = LANGUAGE.exec(rest)?.[1]
    const inside = this.#source.lines.slice(this.#at + 1, this.#at + last.count - (last.isClosed ? 1 : 0))
    if (last.words !== undefined) inside.push(last.words)
    if (!last.isClosed && inside.at(-1) === '') inside.pop()
    const code = inside.map((each) => withoutIndent(each, indent.length))
    if (language === undefined) code.unshift(rest)
    const token = { type: 'code', raw: '', lang: language ?? '', text: code.join('\n') }
    return { token, count: last.count }
  }

  /** Where a fence ends: with a line of it, or at the end of a line. Tildes without an end are decoration. */
  #lastLine(fence: string, rest: string): { count: number; isClosed: boolean; words?: string } | undefined {
    const { lines } = this.#source
    if (fence.startsWith('`') && rest.includes('`')) return undefined
    const end = new RegExp(`^(.*?)${fence}${fence.slice(0, 1)}*[ \\t]*$`)
    for (let at = this.#at + 1; at < lines.length; at++) {
      const before = end.exec(lines[at] ?? '')?.[1]
      if (before === undefined) continue
      const isOwnLine = /^ {0,3}$/.test(before)
      // Ticks inside a line, or further in, are code.
      if (!isOwnLine && (fence.startsWith('~') || before.includes('`') || BLANK.test(before))) continue
      return { count: at - this.#at + 1, isClosed: true, ...(!isOwnLine && { words: before }) }
    }
    return fence.startsWith('~') ? undefined : { count: lines.length - this.#at, isClosed: false }
  }

  #formula(line: string): FoundBlock | undefined {
    const begin = FORMULA.exec(line)
    const { formulas } = this.#source.reading
    if (!begin || this.#source.reading.left <= 0 || !formulas.isAble) return undefined
    const { lines } = this.#source
    const text = this.#untilBlank().join('\n')
    const found = formulas.readDisplay(text, begin[0].length)
    if (!found || !/^[ \t]*(?:\n|$)/.test(text.slice(found.end, found.end + 200))) return undefined
    const count = Math.min(text.slice(0, found.end).split('\n').length, lines.length - this.#at)
    const token: FormulaToken = { type: 'formula', raw: '', tex: found.tex, display: true }
    this.#source.reading.left--
    return { token: token as unknown as Token, count }
  }

  #untilBlank(): readonly string[] {
    const { lines } = this.#source
    let end = this.#at
    while (end < lines.length && end - this.#at < MAX_FORMULA_LINES && !BLANK.test(lines[end] ?? '')) end++
    return lines.slice(this.#at, end)
  }

  #indented(): FoundBlock {
    const { lines } = this.#source
    let end = this.#at
    for (let at = this.#at; at < lines.length; at++) {
      if (INDENTED.test(lines[at] ?? '')) end = at + 1
      else if (!BLANK.test(lines[at] ?? '')) break
    }
    const text = lines
      .slice(this.#at, end)
      .map((line) => withoutIndent(line, CODE_INDENT))
      .join('\n')
    return { token: { type: 'code', raw: '', codeBlockStyle: 'indented', text }, count: end - this.#at }
  }

  #quote(): FoundBlock | undefined {
    const { lines, readWithin } = this.#source
    let end = this.#at
    while (end < lines.length && QUOTE.test(lines[end] ?? '')) end++
    const count = end - this.#at
    if (count === 0) return undefined
    const inside = lines.slice(this.#at, end).map((line) => line.replace(/^ {0,3}> ?/, ''))
    // "> 5" is more than five.
    if (inside.every((line) => BLANK.test(line)) || (count === 1 && isBareNumber(inside[0] ?? '')))
      return { count }
    const tokens = readWithin(inside, false)
    return { token: { type: 'blockquote', raw: '', text: inside.join('\n'), tokens }, count }
  }
}

const MAX_FORMULA_LINES = 500
const CODE_INDENT = 4

const heading = (line: string, reading: Reading): FoundBlock | undefined => {
  const [, marks = '', text = ''] = HEADING.exec(line) ?? []
  if (marks === '' || isBareNumber(text)) return undefined
  const token: Tokens.Heading = {
    type: 'heading',
    raw: '',
    depth: marks.length,
    text,
    tokens: readInline(text, reading),
  }
  return { token, count: 1 }
}
