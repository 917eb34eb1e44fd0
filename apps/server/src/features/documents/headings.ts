// Headings of Markdown, by hand: an expression for what may end one takes quadratic time on a line of marks.
export interface Heading {
  /** 1 to 6. */
  level: number
  heading: string
}

/** Every passage below a heading stores it, so its length is limited. */
const MAX_HEADING = 300
const OPENING = /^ {0,3}(#{1,6})[ \t](.+)$/

/** The heading in a line, without its marks. */
export const readHeading = (line: string): Heading | undefined => {
  const [, marks, rest] = OPENING.exec(line) ?? []
  if (marks === undefined || rest === undefined) return undefined
  const text = rest.replace(/^[ \t]+(?=.)/, '')
  const end = skipBack(text, skipBack(text, text.length, '#'), ' \t')
  return { level: marks.length, heading: shorten(text.slice(0, Math.max(1, end))) }
}

/** The end of the text before the last `chars` of it. */
const skipBack = (text: string, end: number, chars: string): number => {
  let at = end
  while (at > 0 && chars.includes(text.charAt(at - 1))) at--
  return at
}

const shorten = (heading: string): string =>
  heading.length <= MAX_HEADING ? heading : `${heading.slice(0, MAX_HEADING - 1).toWellFormed()}…`
