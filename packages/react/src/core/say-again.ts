/** It is not seen, and not spoken. */
const NBSP = '\u00a0'

/**
 * The text for a live region that says `before`. A screen reader speaks when the text changes, so words that are said again
 * must differ.
 */
export const sayAgain = (before: string | undefined, text: string): string =>
  text !== '' && before === text ? `${text}${NBSP}` : text
