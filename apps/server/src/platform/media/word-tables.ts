// Tables of Word files. The Markdown writer has no tables, so a table passes it as one paragraph for each row,
// with marks between its cells, and is assembled afterwards.

/** The used part of the Word reader's elements. */
export interface WordElement {
  type: string
  children?: WordElement[]
  /** For text. */
  value?: string
  /** For a paragraph that is an item of a list. */
  numbering?: object | null
  colSpan?: number
  rowSpan?: number
}

/** Characters without other meaning. */
const [TABLE, ROW, CELL, PARAGRAPH, END] = ['\uE002', '\uE003', '\uE004', '\uE005', '\uE006']
const WHOLE = new RegExp(`${TABLE}([^${END}]*)${END}`, 'g')
/** Wider than any page; a table of this width stays paragraphs. */
const MAX_COLUMNS = 64

/** Takes tables apart. A table of one column is a frame: its content stays unchanged. */
export const splitTables = (element: WordElement): WordElement => {
  if (!element.children) return element
  return { ...element, children: element.children.flatMap((child) => rowsOf(child) ?? splitTables(child)) }
}

/** Assembles tables. */
export const assembleTables = (markdown: string): string =>
  markdown.replaceAll(WHOLE, (_, body: string) => {
    const [head = [], ...rows] = body.split(ROW).map((row) => row.split(CELL).map(cellOf))
    return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
  })

const cellOf = (text: string): string =>
  text.replaceAll(PARAGRAPH, ' ').replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|')

const rowsOf = (element: WordElement): WordElement[] | undefined => {
  const grid = element.type === 'table' ? gridOf(element) : []
  const width = grid.reduce((most, { length }) => Math.max(most, length), 0)
  if (width < 2 || width > MAX_COLUMNS) return undefined
  return grid.map((row, index) => {
    const cells = Array.from({ length: width }, (_, column) => row[column])
    const content = cells.flatMap((cell, column) => [...(column > 0 ? [text(CELL)] : []), ...contentOf(cell)])
    const [before, after] = [index === 0 ? TABLE : ROW, index === grid.length - 1 ? END : '']
    return { type: 'paragraph', children: [text(before), ...content, text(after)] }
  })
}

/** The cells of each row; cells covered by a merged one are empty. */
const gridOf = (table: WordElement): (WordElement | undefined)[][] => {
  /** How many more rows a merged cell above covers, by column. */
  const covered: number[] = []
  return of(table, 'tableRow').map((row) => {
    const cells: (WordElement | undefined)[] = []
    const skip = () => {
      for (let left = covered[cells.length] ?? 0; left > 0; left = covered[cells.length] ?? 0) {
        covered[cells.length] = left - 1
        cells.push(undefined)
      }
    }
    for (const cell of of(row, 'tableCell')) {
      skip()
      const { colSpan = 1, rowSpan = 1 } = cell
      for (let span = 0; span < Math.min(colSpan, MAX_COLUMNS + 1); span++) {
        covered[cells.length] = rowSpan - 1
        cells.push(span === 0 ? cell : undefined)
      }
    }
    skip()
    return cells
  })
}

const of = ({ children = [] }: WordElement, type: string): WordElement[] =>
  children.filter((child) => child.type === type)

/** The text of its paragraphs in one line; so for nested tables. */
const contentOf = (cell: WordElement | undefined): WordElement[] =>
  paragraphsIn(cell).flatMap(({ children = [], numbering }, index) => [
    ...(index > 0 ? [text(PARAGRAPH)] : []),
    ...(numbering ? [text('• ')] : []),
    ...children,
  ])

const paragraphsIn = (element: WordElement | undefined): WordElement[] =>
  element?.type === 'paragraph' ? [element] : (element?.children ?? []).flatMap(paragraphsIn)

const text = (value: string): WordElement => ({ type: 'run', children: [{ type: 'text', value }] })
