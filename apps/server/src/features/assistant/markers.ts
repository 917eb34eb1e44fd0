// Citations stand in the text as [1], [2] …: the number of the message's citation they mean.
import type { DocumentPart } from '../changes/citations.ts'

const MARKER = / ?\[(\d{1,2})\]/g

/** What cannot be cited any more loses its marker, and the others move up. */
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
