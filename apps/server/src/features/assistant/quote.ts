// The part of a passage that best answers a question: whole paragraphs, and never half a list, formula or code.
import { measureCoverage } from './matching.ts'

/** A longer text is not a quotation. */
const MAX_CHARS = 600

/** Keeps related blocks together: "In four steps:" and the steps. */
const blocksOf = (passage: string): string[] => {
  const blocks: string[][] = []
  let fence: string | undefined
  let open = false
  let said = ''
  for (const line of passage.split('\n')) {
    const mark = /^\s*(```|~~~|\$\$)/.exec(line)?.[1]
    const last = blocks.length - 1
    const leadsOn = fence !== undefined || mark !== undefined || said.endsWith(':')
    if (line.trim() === '' && fence === undefined) {
      open = false
      if (last >= 0 && leadsOn) blocks[last]?.push('')
      continue
    }
    if (last >= 0 && (open || leadsOn)) blocks[last]?.push(line)
    else blocks.push([line])
    open = true
    said = line.trimEnd() === '' ? said : line.trimEnd()
    if (mark !== undefined)
      fence = fence === mark ? undefined : fence === undefined && !closes(line, mark) ? mark : fence
  }
  return blocks.map((lines) => lines.join('\n'))
}

const closes = (line: string, mark: string): boolean =>
  line.trim().length > mark.length && line.trim().endsWith(mark)

export const quote = (passage: string, looked: ReadonlySet<string>): string => {
  if (passage.length <= MAX_CHARS) return passage
  const blocks = blocksOf(passage)
  const values = blocks.map((block) => measureCoverage(block, looked))
  const best = values.indexOf(Math.max(...values))
  let [from, to] = [best, best + 1]
  const fits = (a: number, b: number) => blocks.slice(a, b).join('\n\n').length <= MAX_CHARS
  while (to < blocks.length && fits(from, to + 1)) to++
  while (from > 0 && fits(from - 1, to)) from--
  return blocks.slice(from, to).join('\n\n')
}
