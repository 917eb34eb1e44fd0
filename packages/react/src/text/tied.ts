// What stays on the line of a formula before it.
import type { Token, Tokens } from 'marked'

/** What closes a clause, as far as it follows without a space. */
const CLOSING = /^[.,;:!?)\]}\u2026\u00BB\u201C\u201D\u2019]{1,4}/u

/** The signs at its beginning that close a clause. */
export const closingOf = (token: Token | undefined): string =>
  (token?.type === 'text' && !token.tokens && CLOSING.exec((token as Tokens.Text).text)?.[0]) || ''

/** A longer formula has to break, so nothing is tied to it. */
const TIED_CHARS = 30

export const isShort = ({ type, raw }: Token): boolean => type === 'formula' && raw.length <= TIED_CHARS
