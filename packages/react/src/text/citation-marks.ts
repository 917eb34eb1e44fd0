/** A text in pieces: the citation numbers [1], [2] …, and the text between them. */
export const splitCitationMarks = (text: string, count: number): readonly (string | number)[] =>
  text
    .split(/\[(\d{1,2})\]/)
    .map((piece, index) => (index % 2 === 1 ? numberOf(piece, count) : piece))
    .filter((piece) => piece !== '')

const numberOf = (digits: string, count: number): string | number => {
  const number = Number(digits)
  return number >= 1 && number <= count ? number : `[${digits}]`
}
