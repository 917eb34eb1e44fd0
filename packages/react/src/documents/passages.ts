import type { DocumentSummary, Passage } from '@lectern/protocol'

/** SHA-256 of the empty text: the hash of an empty span. */
const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** The whole document in the form of a found passage. */
export const wholeDocument = ({ id, version, title }: DocumentSummary): Passage => ({
  document_id: id,
  version,
  title,
  span: { start: 0, end: 0, sha256: OF_NOTHING },
  excerpt: '',
})

export const isSamePassage = (a: Passage, b: Passage): boolean =>
  a.document_id === b.document_id && a.version === b.version && a.span.start === b.span.start
