// Markdown is read with marked's lexer only. No HTML is ever made, so there is nothing to sanitise.
import { Lexer, type Token } from 'marked'

/** Deeper nesting is nobody's writing, and the lexer recurses once per level. */
const MAX_NESTING = /^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){16}/mu

export const lex = (text: string): readonly Token[] => {
  if (MAX_NESTING.test(text)) return plain(text)
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text)
  } catch {
    // A lexer that gives up must not take the conversation with it.
    return plain(text)
  }
}

const plain = (text: string): readonly Token[] => [{ type: 'text', raw: text, text }]
