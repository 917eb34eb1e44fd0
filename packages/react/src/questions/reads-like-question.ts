/** Names in front are skipped; each character has one way to match, or names would take more than linear time. */
const ASKS =
  /^[^\p{L}@]*(?:@\S*\s[^\p{L}@]*)*(?:how|what|why|when|where|which|who|can|could|do|does|did|is|are|should|may|wie|was|warum|wieso|weshalb|wann|wo|woher|welche[mnrs]?|wer|kann|darf|muss|soll|gibt|ist)\b/iu
const MARK = /[?？؟⁇]/u
const LEAST_CHARS = 8

/** Whether a text, which may be unfinished, asks something. */
export const readsLikeQuestion = (text: string): boolean =>
  text.trim().length >= LEAST_CHARS && (MARK.test(text) || ASKS.test(text))
