import { meetsFloor, type Score } from './faults.ts'

const HEADINGS = ['Part', 'Faults', 'Caught', 'Share', 'Floor', ''] as const

const percent = (share: number): string => `${Math.floor(share * 100)} %`

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** The caught faults by area, as Markdown. */
export const table = (scores: readonly Score[]): string[] => {
  const rows = scores.map((each) => [
    each.name,
    `${each.planted}`,
    `${each.caught}`,
    percent(each.caught / each.planted),
    percent(each.floor),
    meetsFloor(each) ? '' : 'BELOW',
  ])
  const all = [HEADINGS, ...rows]
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0), 3))
  const padded = all.map((cells) =>
    line(widths.map((width, column) => pad(cells[column] ?? '', width, column))),
  )
  const rule = line(
    widths.map((width, column) => (isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))),
  )
  return [padded[0] ?? '', rule, ...padded.slice(1)]
}

const isNumber = (column: number): boolean => column > 0 && column < HEADINGS.length - 1

const pad = (text: string, width: number, column: number): string =>
  isNumber(column) ? text.padStart(width) : text.padEnd(width)
