// Markdown is read with marked's lexer only. No HTML is ever made, so there is nothing to sanitise.
import { Lexer, Tokenizer, type Token } from 'marked'

/** Deeper nesting is nobody's writing, and the lexer recurses once per level. */
const MAX_NESTING = /^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){16}/mu

export const lex = (text: string): readonly Token[] => {
  if (MAX_NESTING.test(text)) return plain(text)
  try {
    return new Lexer({ gfm: true, breaks: true, tokenizer: new PatientTokenizer() }).lex(text)
  } catch {
    // A lexer that gives up must not take the conversation with it.
    return plain(text)
  }
}

/** The search for the end of an emphasis is quadratic; a paragraph with more marks than this goes without. */
const MAX_MARKS = 400
/** So is the search for e-mail addresses in what has no space; a run as long as this is text as it is. */
const LONG_RUN = /^\S{2000,}/u
const LINK = /^(?:https?:\/\/|www\.)/iu

class PatientTokenizer extends Tokenizer {
  #seen = ''
  #tooMany = false

  override emStrong(src: string, maskedSrc: string, prevChar?: string) {
    if (maskedSrc !== this.#seen) {
      this.#seen = maskedSrc
      this.#tooMany = (maskedSrc.match(/[*_]+/g)?.length ?? 0) > MAX_MARKS
    }
    return this.#tooMany ? undefined : super.emStrong(src, maskedSrc, prevChar)
  }

  override url(src: string) {
    return LONG_RUN.test(src) && !LINK.test(src) ? undefined : super.url(src)
  }

  override inlineText(src: string) {
    const run = LONG_RUN.exec(src)?.[0]
    return run === undefined
      ? super.inlineText(src)
      : { type: 'text' as const, raw: run, text: run, escaped: false }
  }
}

const plain = (text: string): readonly Token[] => [{ type: 'text', raw: text, text }]
