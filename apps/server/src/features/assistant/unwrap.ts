// Joins wrapped lines of a document: in a message, a line break is visible.
const FENCE = /^\s*(```|~~~|\$\$)/
/** Lines of lists, tables, quotations and headings stay separate. */
const OWN_LINE = /^\s*(?:[-*+]\s|\d+[.)]\s|[|>#]|$)/

export const unwrap = (text: string): string => {
  /** Each in the pieces that it is joined of: a line that grows would be copied for each piece. */
  const lines: string[][] = []
  let isFenced = false
  let joins = false
  for (const line of text.split('\n')) {
    const isFence = FENCE.test(line)
    const stays = isFenced || isFence || OWN_LINE.test(line) || !joins
    if (stays) lines.push([line])
    else lines.at(-1)?.push(line)
    if (isFence && !isClosed(line)) isFenced = !isFenced
    joins = !isFenced && !isFence && line.trim() !== '' && !/^\s*[|#]/.test(line)
  }
  return lines.map(joinPieces).join('\n')
}

/** Whether a fence ends on the line where it begins. */
const isClosed = (line: string): boolean => {
  const rest = line.trimStart().slice(2).trimEnd()
  const fence = ['```', '~~~', '$$'].find((each) => rest.endsWith(each))
  return fence !== undefined && rest.slice(0, -fence.length).trim() !== ''
}

const joinPieces = (pieces: readonly string[]): string =>
  pieces
    .map((piece, index) => (index > 0 ? piece.trimStart() : piece))
    .map((piece, index) => (index < pieces.length - 1 ? piece.trimEnd() : piece))
    .join(' ')
