// A name may be written from right to left, and may contain signs that turn what stands beside it. In a sentence it
// is therefore put between two signs of its own, which nobody sees: first strong isolate, and its end.

const BEGIN = '\u2068'
const END = '\u2069'

/** Letters of scripts from right to left, their digits, and signs that change the direction. */
const TURNS =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u

const ISOLATES = /[\u2066-\u2069]/gu

/** As it is for a text that turns nothing. */
export const isolate = (text: string): string => {
  if (!TURNS.test(text) || isIsolated(text)) return text
  return BEGIN + (isBalanced(text) ? text : text.replace(ISOLATES, '')) + END
}

/** A beginning without an end would take the end that is added here; an end without a beginning would end it. */
const isBalanced = (text: string): boolean => {
  let depth = 0
  for (const [sign] of text.matchAll(ISOLATES)) {
    depth += sign === END ? -1 : 1
    if (depth < 0) return false
  }
  return depth === 0
}

const isIsolated = (text: string): boolean => {
  const inner = text.slice(1, -1)
  return text.startsWith(BEGIN) && text.endsWith(END) && text.length > 1 && isBalanced(inner)
}
