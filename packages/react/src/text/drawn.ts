// What a reader sees of a drawn text, for tests: its words line by line, and its marks in their order.
const BLOCKS = new Set('BLOCKQUOTE DIV H1 H2 H3 H4 H5 H6 HR LI OL P PRE TABLE TR UL'.split(' '))

export const drawnWords = (root: Element): string => tidy(wordsOf(root))

export const tidy = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/[^\S\t]+/gu, ' ').replace(/^ | $/gu, ''))
    .filter((line) => line.trim() !== '')
    .join('\n')
    // Words of an item that are a paragraph.
    .replace(/^(•|\d+[.)])\n/gmu, '$1 ')

const wordsOf = (node: Node): string => {
  if (!(node instanceof Element)) return node.nodeValue ?? ''
  if (node.matches('.lectern-code-head, .lectern-task, .lectern-code-fold')) return ''
  if (node.matches('.lectern-formula')) return sourceOf(node)
  if (node.nodeName === 'BR') return '\n'
  if (node.nodeName === 'HR') return '\n———\n'
  if (node.nodeName === 'TR') return `\n${[...node.children].map(wordsOf).join(' | ')}\n`
  const words = `${markerOf(node)}${[...node.childNodes].map(wordsOf).join('')}`
  return BLOCKS.has(node.nodeName) ? `\n${words}\n` : words
}

const sourceOf = (node: Element): string => node.getAttribute('data-source') ?? ''

const markerOf = (node: Element): string => {
  if (node.nodeName !== 'LI') return ''
  const list = node.parentElement
  if (list?.nodeName !== 'OL') return '• '
  return `${node.getAttribute('value') ?? '?'}${list.getAttribute('data-delimiter') ?? '.'} `
}

const NAMES: Record<string, string> = {
  STRONG: 'strong',
  EM: 'em',
  DEL: 'del',
  CODE: 'code',
  A: 'link',
  BLOCKQUOTE: 'quote',
}

/** Each mark with its words, lists with their number of items. */
export const drawnMarks = (root: Element): string[] =>
  [
    ...root.querySelectorAll(
      'strong, em, del, code, a, blockquote, h1, h2, h3, h4, h5, h6, hr, table, ul, ol, pre, .lectern-formula',
    ),
  ]
    .filter((node) => !node.parentElement?.closest('.lectern-formula, pre'))
    .map(describe)

const describe = (node: Element): string => {
  if (node.matches('.lectern-formula')) return `formula:${sourceOf(node)}`
  if (node.matches('ul, ol')) return `${node.nodeName.toLowerCase()}:${node.children.length}`
  if (node.matches('hr, table')) return node.nodeName.toLowerCase()
  if (node.matches('pre')) return `pre:${node.textContent}`
  if (/^H[1-6]$/u.test(node.nodeName)) return `h:${tidy(wordsOf(node))}`
  return `${NAMES[node.nodeName] ?? node.nodeName}:${tidy(wordsOf(node))}`
}
