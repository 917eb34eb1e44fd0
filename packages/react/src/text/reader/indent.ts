// White space at the beginning of a line, in columns: a tab reaches to the next multiple of four.
const TAB = 4

const nextColumn = (char: string | undefined, column: number): number | undefined => {
  if (char === ' ') return column + 1
  return char === '\t' ? column + TAB - (column % TAB) : undefined
}

export const indentOf = (line: string): number => {
  let column = 0
  for (const char of line) {
    const next = nextColumn(char, column)
    if (next === undefined) break
    column = next
  }
  return column
}

/** Without its first columns of white space. A tab that reaches beyond them is kept or dropped as a whole. */
export const withoutIndent = (line: string, columns: number, keepsTab = false): string => {
  let column = 0
  let at = 0
  while (column < columns) {
    const next = nextColumn(line[at], column)
    if (next === undefined || (keepsTab && next > columns)) break
    column = next
    at++
  }
  return line.slice(at)
}
