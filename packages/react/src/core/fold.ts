/** Folds case and accents, to compare typed text with names. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Whether the texts contain every typed word, in any order; an empty query matches all. */
export const holdsWords = (typed: string, ...texts: readonly string[]): boolean => {
  const known = fold(texts.join('\n'))
  return fold(typed)
    .split(/\s+/u)
    .every((word) => known.includes(word))
}
