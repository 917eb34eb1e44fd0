// What is copied of drawn words: text that keeps lists, quotes, code, links and the source of formulas, and the same as
// plain HTML for a word processor.
const FORMULA = '.lectern-formula'
const LEFT_OUT = 'BUTTON, .lectern-code-head, .lectern-hidden, .lectern-link-host'

export const plainOf = (copied: Node): string =>
  textIn(copied)
    .replace(/\n{3,}/gu, '\n\n')
    .trim()

const textIn = (node: Node): string => [...node.childNodes].map(textOf).join('')

const indent = (text: string, first: string, rest: string): string =>
  text
    .trim()
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`)
    .join('\n')

const textOf = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? ''
  if (!(node instanceof HTMLElement) || node.matches(LEFT_OUT)) return ''
  if (node.matches(FORMULA)) return node.dataset['display'] ? `\n${sourceOf(node)}\n` : sourceOf(node)
  switch (node.tagName) {
    case 'BR':
      return '\n'
    case 'A':
      return linkText(node as HTMLAnchorElement)
    case 'PRE':
      return `\n\`\`\`\n${(node.textContent ?? '').replace(/\n$/u, '')}\n\`\`\`\n`
    case 'CODE':
      return `\`${node.textContent ?? ''}\``
    case 'BLOCKQUOTE':
      return `\n${indent(plainOf(node), '> ', '> ')}\n`
    case 'UL':
    case 'OL':
      return `\n${itemsOf(node)}\n`
    case 'TD':
    case 'TH':
      return `${textIn(node)}\t`
    case 'TR':
      return `${textIn(node).replace(/\t$/u, '')}\n`
    case 'P':
    case 'H1':
    case 'H2':
    case 'H3':
    case 'H4':
    case 'H5':
    case 'H6':
    case 'DIV':
    case 'TABLE':
      return `\n${textIn(node)}\n`
    default:
      return textIn(node)
  }
}

const itemsOf = (list: HTMLElement): string => {
  const first = list instanceof HTMLOListElement ? list.start : undefined
  return [...list.children]
    .map((item, index) => {
      const mark = first === undefined ? '- ' : `${first + index}. `
      return indent(plainOf(item), mark, ' '.repeat(mark.length))
    })
    .join('\n')
}

const linkText = (link: HTMLAnchorElement): string => {
  const text = textIn(link)
  return text === link.href || link.href.endsWith(text) ? text : `${text} (${link.href})`
}

const sourceOf = ({ dataset }: HTMLElement): string => dataset['source'] ?? ''

const KEPT = new Set('P UL OL LI PRE CODE BLOCKQUOTE STRONG EM DEL BR TABLE THEAD TBODY TR TH TD'.split(' '))

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Only elements of a text, without classes: what is pasted looks like the text around it. */
export const htmlOf = (copied: Node | string): string =>
  typeof copied === 'string' ? escape(copied) : [...copied.childNodes].map(elementOf).join('')

const elementOf = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return escape(node.nodeValue ?? '')
  if (!(node instanceof HTMLElement) || node.matches(LEFT_OUT)) return ''
  if (node.matches(FORMULA)) return `<code>${escape(sourceOf(node))}</code>`
  const inside = htmlOf(node)
  if (node instanceof HTMLAnchorElement) return `<a href="${escape(node.href)}">${inside}</a>`
  const name = /^H[1-6]$/u.test(node.tagName) ? 'h3' : node.tagName.toLowerCase()
  if (name === 'br') return '<br>'
  if (name === 'ol') return `<ol start="${(node as HTMLOListElement).start}">${inside}</ol>`
  return name === 'h3' || KEPT.has(node.tagName) ? `<${name}>${inside}</${name}>` : inside
}
