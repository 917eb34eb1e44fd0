// Tells the language of a text by its letters and their neighbours, so that a screen reader can choose the voice. A wrong
// voice is worse than that of the page, so a text that is short, or might be in two languages, has none.
import { francAll } from 'franc'

/** Languages that are written in classes, by their code in ISO 639-3: with more of them, short texts would be told wrong. */
const TAGS: Readonly<Record<string, string>> = {
  ...{ eng: 'en', deu: 'de', fra: 'fr', spa: 'es', ita: 'it', por: 'pt', nld: 'nl', swe: 'sv', dan: 'da' },
  ...{ nob: 'nb', fin: 'fi', pol: 'pl', ces: 'cs', slk: 'sk', hun: 'hu', ron: 'ro', hrv: 'hr', tur: 'tr' },
  ...{ rus: 'ru', ukr: 'uk', bul: 'bg', srp: 'sr', ell: 'el', arb: 'ar', pes: 'fa', heb: 'he', hin: 'hi' },
  ...{ cmn: 'zh', jpn: 'ja', kor: 'ko', vie: 'vi', tha: 'th', ind: 'id' },
}
const ONLY = Object.keys(TAGS)

/** Where the words of a text are looked for. */
const READ_CHARS = 4_000
/** What is read of them: more would not make it surer. */
const WORD_CHARS = 500
/** Fewer letters may be names, or a word of another language. */
const MIN_LETTERS = 30
/** A letter of these says as much as several others. */
const MIN_SIGNS = 8
/** By how much the second language must be less likely. */
const MARGIN = 0.12

/** The small words of the languages of the app: two of them settle a narrow result, or contradict one. */
const SMALL_WORDS: readonly (readonly [tag: string, words: ReadonlySet<string>])[] = [
  [
    'en',
    new Set(
      `the a an and or is are was were be been of to in on at by for with from that this it not no do does did have has can
      will would you we they he she i my your what why how when where which if then as`.split(/\s+/),
    ),
  ],
  [
    'de',
    new Set(
      `der die das den dem des ein eine einen einem einer und oder ist sind wird werden war wie was wer wo warum ich du er wir
      ihr sie es nicht kein keine mit ohne von vom zu zum zur auf aus bei für über wenn dann kann muss auch noch nur sich hat
      haben im am als nach dass`.split(/\s+/),
    ),
  ],
]

/** Is in no language: code, formulas, addresses and names that are called. */
const NO_WORDS = /```[^`]*(?:```|$)|`[^`\n]*`|\$\$[^$]*(?:\$\$|$)|\$[^$\n]*\$|https?:\/\/\S+|@\p{L}+/gu
const WORD = /\p{L}+/gu
const LETTER = /\p{L}/gu
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu

const count = (text: string, kind: RegExp): number => text.match(kind)?.length ?? 0

/** The tag of the language of a text in Markdown (BCP 47), where it is sure. */
export const languageOf = (text: string): string | undefined => {
  const words = text.slice(0, READ_CHARS).replaceAll(NO_WORDS, ' ').slice(0, WORD_CHARS)
  if (count(words, LETTER) < MIN_LETTERS && count(words, SIGN) < MIN_SIGNS) return undefined
  const [[code, likeness] = ['und', 0], [, next] = ['und', 0]] = francAll(words, { only: ONLY })
  const likely = TAGS[code]
  const settled = settledBySmallWords(words)
  if (settled !== undefined) return settled === likely ? likely : undefined
  return likeness - next < MARGIN ? undefined : likely
}

/** The language of the app whose small words are in it, at least two, and more than twice as many as of another. */
const settledBySmallWords = (text: string): string | undefined => {
  const all = text.toLowerCase().match(WORD) ?? []
  const counts = SMALL_WORDS.map(
    ([tag, small]) => [tag, all.filter((word) => small.has(word)).length] as const,
  )
  const [most, second] = counts.sort(([, one], [, other]) => other - one)
  return most && second && most[1] >= 2 && most[1] > 2 * second[1] ? most[0] : undefined
}
