// Documents break their lines where the editor was full; in a message a line ends where the screen does.
const FENCE = /^\s*(```|~~~|\$\$)/
/** Connections of lists, tables, quotations and headings stand for themselves. */
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
