import type { Token, Tokens } from 'marked'
import type { BlockReader, FoundBlock } from './block-reader.ts'
import { readInline, type Reading } from './inline.ts'

const RULED = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$/

/** A line with bars above a line of dashes and bars with as many cells; each further line has a bar. */
export const readTable = ({ lines, reading }: BlockReader, from: number): FoundBlock | undefined => {
  const rule = lines[from + 1] ?? ''
  if (!lines[from]?.includes('|') || !RULED.test(rule)) return undefined
  const header = cellsOf(lines[from])
  const align = cellsOf(rule).map(alignOf)
  if (header.length !== align.length) return undefined
  let end = from + 2
  while (lines[end]?.includes('|')) end++
  const rows = lines.slice(from + 2, end).map((line) => {
    const cells = cellsOf(line)
    // Nothing that was typed is lost: further cells are in the last.
    const last = cells.slice(align.length - 1).join(' | ')
    return align.map((_, index) => (index === align.length - 1 ? last : (cells[index] ?? '')))
  })
  const read = (cells: readonly string[], isHeader: boolean) =>
    cells.map((text, index) => cell(text, isHeader, align[index] ?? null, reading))
  const token: Tokens.Table = {
    type: 'table',
    raw: '',
    align,
    header: read(header, true),
    rows: rows.map((row) => read(row, false)),
  }
  return { token: token as Token, count: end - from }
}

/** Bars inside ticks or after a backslash do not divide. */
const cellsOf = (line: string): string[] => {
  const cells = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
  return cells.map((text) => text.trim().replaceAll('\\|', '|'))
}

const alignOf = (cell: string): 'left' | 'right' | 'center' | null => {
  const [begins, ends] = [cell.startsWith(':'), cell.endsWith(':')]
  if (begins && ends) return 'center'
  if (ends) return 'right'
  return begins ? 'left' : null
}

const cell = (
  text: string,
  header: boolean,
  align: Tokens.TableCell['align'],
  reading: Reading,
): Tokens.TableCell => ({ text, tokens: readInline(text, reading), header, align })
