// Citations are [1], [2] … in the text: the numbers of the message's citations.
import type { DocumentPart } from '../citations/citations.ts'

const MARKER = / ?\[(\d{1,2})\]/g

/** Removes the markers of citations that are not possible any more and renumbers the others. */
export const renumber = (
  content: string,
  cited: readonly (DocumentPart | undefined)[],
): { content: string; parts: DocumentPart[] } => {
  const parts = cited.filter((part) => part !== undefined)
  if (parts.length === cited.length) return { content, parts }
  const renumbered = content.replace(MARKER, (marker, number: string) => {
    const index = Number(number) - 1
    if (index >= cited.length) return marker
    const part = cited[index]
    return part ? marker.replace(/\d+/, String(parts.indexOf(part) + 1)) : ''
  })
  return { content: renumbered, parts }
}
