/** What a person typed into one field. */
export interface TypedWord {
  field: string
  label: string
  text: string
}

/** One text as it is; several with their names. */
export const joinWords = (words: readonly TypedWord[]): string => {
  const [only] = words
  if (only && words.length === 1) return only.text
  return words.map(({ label, text }) => `${label}: ${text}`).join('\n')
}
