/** A text in pieces: the numbers of citations as [1], [2] …, and what lies between. */
export const splitCitationMarks = (text: string, count: number): readonly (string | number)[] =>
  text
    .split(/\[(\d{1,2})\]/)
    .map((piece, index) => (index % 2 === 1 ? numberOf(piece, count) : piece))
    .filter((piece) => piece !== '')

const numberOf = (digits: string, count: number): string | number => {
  const number = Number(digits)
  return number >= 1 && number <= count ? number : `[${digits}]`
}
