/** For comparing what was typed with what there is, whatever the accents and the case. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Whether the texts have every word that was typed, in any order; what is empty is in all of them. */
export const holdsWords = (typed: string, ...texts: readonly string[]): boolean => {
  const known = fold(texts.join('\n'))
  return fold(typed)
    .split(/\s+/u)
    .every((word) => known.includes(word))
}
