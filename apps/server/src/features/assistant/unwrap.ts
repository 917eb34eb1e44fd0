// Joins wrapped lines of a document: in a message, a line break is visible.
const FENCE = /^\s*(```|~~~|\$\$)/
/** Lines of lists, tables, quotations and headings stay separate. */
const OWN_LINE = /^\s*(?:[-*+]\s|\d+[.)]\s|[|>#]|$)/

export const unwrap = (text: string): string => {
  const lines: string[] = []
  let isFenced = false
  let joins = false
  for (const line of text.split('\n')) {
    const isFence = FENCE.test(line)
    const stays = isFenced || isFence || OWN_LINE.test(line) || !joins
    if (stays) lines.push(line)
    else lines.push(`${lines.pop()?.trimEnd()} ${line.trimStart()}`)
    if (isFence && !/\S.*(?:```|~~~|\$\$)\s*$/.test(line.trimStart().slice(2))) isFenced = !isFenced
    joins = !isFenced && !isFence && line.trim() !== '' && !/^\s*[|#]/.test(line)
  }
  return lines.join('\n')
}
