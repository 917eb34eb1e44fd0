// What stands beside a sign decides whether it is a mark. All of it by Unicode: a quotation mark, a bracket or a
// letter is one in every script.

/** The character before a place, whole; empty at the beginning. */
export const charBefore = (src: string, at: number): string => {
  const unit = src.slice(Math.max(0, at - 1), at)
  return /[\uDC00-\uDFFF]/.test(unit) ? src.slice(Math.max(0, at - 2), at) : unit
}

/** The character at a place, whole; empty at the end. */
export const charAt = (src: string, at: number): string => {
  const code = src.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}

const test = (pattern: RegExp) => (char: string) => pattern.test(char)

export const isSpace = test(/^\s$/u)
const isEdge = (char: string): boolean => char === '' || isSpace(char)
/** Letters with a case, digits and the underscore: what words, names and numbers are made of. */
export const isWord = test(/^[\p{Lu}\p{Ll}\p{Lt}\p{N}_]$/u)
/** Letters without a case. Their scripts put no space beside a mark, or attach particles to a word. */
export const isUncased = test(/^[\p{Lo}\p{Lm}\p{M}]$/u)
/** Punctuation of other scripts; straight and programming signs are ASCII. */
const isForeign = test(/^[^\0-\x7f]$/u)
const isPunctuation = test(/^\p{P}$/u)

/** What the words in a mark may begin with. */
const STARTS = /^[\p{L}\p{N}\p{M}\p{Ps}\p{Pi}\p{So}\p{Sc}*_~`@#\\<+¿¡…]$/u
const BEFORE_START = /^[\p{Ps}\p{Pi}\p{Pd}\p{So},;!?…|>*_~]$/u
const AFTER_END = /^[\p{Pe}\p{Pf}\p{Pd}\p{So}.,:;!?…|<*_~\\/]$/u
const OPENING = /^[\p{Ps}\p{Pi}]$/u
const DASH = /^\p{Pd}$/u
const QUOTE = /^["']$/u

const startsQuote = (src: string, at: number): boolean => {
  const before = charBefore(src, at)
  return isEdge(before) || /^[\p{Ps}\p{Pd}*_~]$/u.test(before) || isUncased(before)
}

const endsQuote = (src: string, at: number): boolean => {
  const after = charAt(src, at + 1)
  return isEdge(after) || !isWord(after) || src.startsWith('s', at + 1)
}

const mayStartAfter = (src: string, at: number, mark: string): boolean => {
  const before = charBefore(src, at)
  if (isEdge(before) || BEFORE_START.test(before)) return true
  if (QUOTE.test(before)) return startsQuote(src, at - 1)
  if (isForeign(before) && isPunctuation(before)) return true
  if (mark === '_') return false
  return isUncased(before) || before === ':' || (mark.length > 1 && /^[./]$/u.test(before))
}

const mayEndBefore = (src: string, at: number, mark: string): boolean => {
  const after = charAt(src, at)
  if (isEdge(after) || AFTER_END.test(after)) return mark !== '_' || after !== '/'
  if (QUOTE.test(after)) return endsQuote(src, at)
  if (isForeign(after) && isPunctuation(after)) return true
  if (mark === '_') return false
  return isUncased(after) || (mark.length > 1 && /^[([=%+]$/u.test(after))
}

/** A dash and a quotation mark begin words only if some follow at once. */
const isStart = (src: string, at: number): boolean => {
  const next = charAt(src, at)
  if (next === '.') return src.startsWith('...', at)
  if (QUOTE.test(next) || DASH.test(next)) return /^[\p{L}\p{N}\p{Ps}\p{Pi}*_~`$]$/u.test(charAt(src, at + 1))
  return STARTS.test(next)
}

/** Whether a run of signs may begin a mark; `before` is where the text before it ends. */
export const mayOpen = (src: string, before: number, to: number, mark: string): boolean => {
  return isStart(src, to) && (mayStartAfter(src, before, mark) || isUncasedStart(src, to, mark))
}

/** Whether a run of signs may end a mark. */
export const mayClose = (src: string, from: number, to: number, mark: string): boolean => {
  const last = charBefore(src, from)
  if (isEdge(last) || (OPENING.test(last) && !QUOTE.test(last))) return false
  return mayEndBefore(src, to, mark) || (mark !== '_' && isUncased(last) && isWord(charAt(src, to)))
}

const isUncasedStart = (src: string, to: number, mark: string): boolean =>
  mark !== '_' && isUncased(charAt(src, to))

const BARE_NUMBER = /^[\p{N}\p{Sc}\s.,:%°+−-]*$/u

/** A number alone is no words: `- 5` is less than nothing, and `# 3` a place. */
export const isBareNumber = (text: string): boolean => text.length < 40 && BARE_NUMBER.test(text)
