// Keys that were hit at random, in the letters of several keyboards.
const ROWS = [
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  'ضصثقفغعهخحجد',
  'شسيبلاتنمكط',
  'ئءؤرلاىةوزظ',
]
const RUN = 4
const SHORT_RUN = 3
const runsOf = (length: number): ReadonlySet<string> =>
  new Set(
    ROWS.flatMap((row) => [row, Array.from(row).toReversed().join('')]).flatMap((row) =>
      Array.from({ length: row.length - length + 1 }, (_, at) => row.slice(at, at + length)),
    ),
  )
const RUNS = runsOf(RUN)
const SHORT_RUNS = runsOf(SHORT_RUN)
/** Letters of one row, in any order, are a word now and then. */
const HOME = /^(?:[asdfghjklöäş]{4,}|[شسيبلاتنمكط]{4,}|[фывапролджэ]{5,})$/u
const VOWEL = /[aeiouyàâäáéèêëíìîïóòôöúùûüıæøåœаеёиоуыэюяіїєαεηιουωάέήίόύώ]/iu
const LATIN_OR_CYRILLIC = /^[\p{Script=Latin}\p{Script=Cyrillic}]+$/u
const REPEATED = /(.)\1{3,}/u
const SOUNDS = /^[啊吧嘟噜哈呵嗯哦呜啦嘻嘿噗哇呀喵あうえおぁふへ]+$/u
const WORD = /[\p{L}\p{M}]+/gu
const MOST_WORDS = 12

/** Two short runs or more are most of it: "asdlkj". */
const isOfRuns = (word: string): boolean => {
  let [runs, at] = [0, 0]
  while (at + SHORT_RUN <= word.length) {
    const isRun = SHORT_RUNS.has(word.slice(at, at + SHORT_RUN))
    if (isRun) runs++
    at += isRun ? SHORT_RUN : 1
  }
  return runs >= 2 && runs * SHORT_RUN * 4 >= word.length * 3
}

const isMash = (word: string): boolean => {
  const lower = word.toLowerCase()
  if (word === word.toUpperCase() && word !== lower && word.length <= 5) return false
  if (SOUNDS.test(word) && Array.from(word).length >= 3) return true
  for (let at = 0; at + RUN <= lower.length; at++) if (RUNS.has(lower.slice(at, at + RUN))) return true
  if (REPEATED.test(lower) || isOfRuns(lower)) return true
  if (HOME.test(lower) && (!VOWEL.test(lower) || !LATIN_OR_CYRILLIC.test(lower))) return true
  return LATIN_OR_CYRILLIC.test(lower) && lower.length >= 4 && !VOWEL.test(lower)
}

/** Whether half of the words or more are none. */
export const isGibberish = (sentence: string): boolean => {
  const words = sentence.match(WORD) ?? []
  if (words.length === 0 || words.length > MOST_WORDS) return words.length === 0
  return words.filter(isMash).length * 2 >= words.length
}
