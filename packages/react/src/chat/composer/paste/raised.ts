import { attributeOf, textIn, type HtmlElement } from './html-tree.ts'

const PLAIN = '0123456789+-=()ni'
const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ'
const LOW = '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'

/** Words above or below the line: in their own letters if there are some, else behind ^ or _. */
export const raised = (element: HtmlElement): string | undefined => {
  const css = attributeOf(element, 'style') ?? ''
  const isHigh = element.tag === 'sup' || /vertical-align:\s*super/iu.test(css)
  const isLow = element.tag === 'sub' || /vertical-align:\s*sub/iu.test(css)
  if (!isHigh && !isLow) return undefined
  const text = textIn(element).trim()
  const letters = text.split('').map((letter) => (isHigh ? HIGH : LOW)[PLAIN.indexOf(letter)])
  if (letters.every((letter) => letter !== undefined)) return letters.join('')
  const sign = isHigh ? '^' : '_'
  return /^[\p{L}\p{N}]$/u.test(text) ? sign + text : `${sign}(${text})`
}
