// Whether what stands between two dollar signs or in brackets is a formula. A dollar sign is first of all money or
// the name of a variable: between two prices, two names of a shell or two ends of a pattern stands no formula.

/** What is judged of a formula: these expressions look for an end from each beginning. */
const JUDGED_CHARS = 400

/** A formula touches no word: "$home" begins a name. Only "th" and its like may follow, as in "the $n$th". */
const BEHIND = /^(?:th|st|nd|rd|s|te|er)?(?![\p{Lu}\p{Ll}\p{Lt}\p{N}$({[]|_[\p{L}\p{N}])/u

export const isBehind = (after: string): boolean => BEHIND.test(after)

/** What the source of a formula may begin with: no sign of a sentence, a path or a variable of a shell. */
const BEGIN = /^[\p{L}\p{N}\p{Sm}\\([{|^_'".−-]/u
const COMMANDS = /\\[a-zA-Z]+(?:\s*\{[^{}]{0,200}\})*|\\.|\{[^{}]{0,200}\}/gu
const CURRENCY = /[\p{Sc}]/u
const AMOUNT = /^[\p{Pd}−+~]?\d/u
/** A word that is no function, or the single letters that join two amounts: "5 y 10", "5 à 10". */
const WORD =
  /(?<![\p{L}\p{N}])(?!(?:a?sin|a?cos|a?tan|log|ln|exp|lim|max|min|mod|det|gcd|arg)(?!\p{L}))\p{L}{2,}(?!\p{N})|\d\s+\p{L}\s+\d/u
const TWO_WORDS = /(?<![\p{L}\p{N}])\p{L}{2,}[,;:]?\s+\p{L}{2,}(?![\p{L}\p{N}])/u
const UNCASED = /\p{Lo}/u
/** Quotes of a shell, ends of statements, options and paths. */
const PROGRAM = /["`]|;\s*\p{L}{2,}|\S\/\/|\s--?\p{Ll}{2,}|^\(\p{Ll}{2,}[^\\^_]*\)\S*\/|&&/u

export const isInline = (source: string): boolean => {
  const tex = source.slice(0, JUDGED_CHARS)
  if (!BEGIN.test(tex) || CURRENCY.test(tex.replace(/\\\$/gu, ''))) return false
  const bare = tex.replace(COMMANDS, ' ')
  if (AMOUNT.test(tex) && (WORD.test(bare) || UNCASED.test(bare))) return false
  return !PROGRAM.test(bare) && !TWO_WORDS.test(bare)
}

const MATHS = /[\\^_=+*/<>|{}\d]|\p{Sm}/u

export const isDisplay = (source: string): boolean => {
  const tex = source.trim().slice(0, JUDGED_CHARS)
  if (tex.includes('\n')) return true
  return !/^[;,.:!?&)\]}/]/u.test(tex) && (MATHS.test(tex) || !TWO_WORDS_APART.test(tex))
}

const TWO_WORDS_APART = /\p{L}{2,}[^\p{L}\p{N}]+\p{L}{2,}/u

/** A class of characters, an option, a quoted pattern: brackets of a regular expression or of `find`. */
const PATTERN =
  /^\^?(?:[a-z]-[a-z]|[A-Z]-[A-Z]|\d-\d|\\[wdsbWDSB](?![a-zA-Z]))|^\s*-\p{L}{2,}|["']\S*[*?.]\S*["']|\\[|]/u
const REPEATED = /^[*+?{\\/]/u

export const isBracketed = (source: string, after: string): boolean =>
  !PATTERN.test(source.slice(0, JUDGED_CHARS)) && !REPEATED.test(after)
