import { attributeOf, type HtmlElement } from './html-tree.ts'

const isElement = (node: HtmlElement | string): node is HtmlElement => typeof node !== 'string'

const rowsOf = (element: HtmlElement): HtmlElement[] =>
  element.children.filter(isElement).flatMap((child) => (child.tag === 'tr' ? [child] : rowsOf(child)))

const MAX_COLUMNS = 50

/**
 * A table of two rows and columns or more, as of a spreadsheet; undefined for one that arranges a page, in whose
 * cells are several blocks.
 */
export const tableMarkdown = (
  element: HtmlElement,
  read: (cell: HtmlElement) => readonly string[],
): string | undefined => {
  const rows = rowsOf(element).map((row) =>
    row.children
      .filter((cell): cell is HtmlElement => isElement(cell) && (cell.tag === 'td' || cell.tag === 'th'))
      .flatMap((cell) => [read(cell), ...emptyAfter(cell)]),
  )
  const columns = Math.max(0, ...rows.map(({ length }) => length))
  if (rows.length < 2 || columns < 2 || columns > MAX_COLUMNS) return undefined
  if (rows.some((row) => row.some((cell) => cell.length > 1 || /^(?:```|\||[-*] )/mu.test(cell[0] ?? ''))))
    return undefined
  const lines = rows.map((row) => line(Array.from({ length: columns }, (_, index) => row[index]?.[0] ?? '')))
  const [header = '', ...body] = lines
  return [header, `|${' --- |'.repeat(columns)}`, ...body].join('\n')
}

/** A cell over several columns. */
const emptyAfter = (cell: HtmlElement): readonly (readonly string[])[] => {
  const span = Math.min(MAX_COLUMNS, Number(attributeOf(cell, 'colspan') ?? '1') || 1)
  return Array.from({ length: span - 1 }, () => [])
}

const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/\s*\n\s*/gu, ' ').replace(/(?<!\\)\|/gu, String.raw`\|`)).join(' | ')} |`
