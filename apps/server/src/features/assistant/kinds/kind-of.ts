// What sort of message it is, by form and wording: before anything is looked up, because the best passage for "thanks" or
// "when is the exam?" is still a random one. A question about the material wins over all that is polite around it.
import { STOP_WORDS } from '../../../platform/stop-words.ts'
import { sentencesOf } from '../../../platform/sentences.ts'
import { languagesIn, type Language, type Wording } from './compiled.ts'
import { dangerIn } from './danger.ts'
import { isPersonal } from './asked-part.ts'
import { isGibberish } from './gibberish.ts'
import { plain } from './plain.ts'

export const KINDS = [
  'danger',
  'material',
  'follow_up',
  'agreed',
  'declined',
  'organisation',
  'greeting',
  'thanks',
  'feeling',
  'insult',
  'arithmetic',
  'unclear',
] as const
export type Kind = (typeof KINDS)[number]

export interface KindOfMessage {
  kind: Kind
  /** The language of the wording that tells it. */
  lang?: string
  /** The sentences that ask, of a message about the material or the organisation. */
  asking: readonly string[]
  /** What its other sentences say of the matter, and not of the writer. */
  stating: readonly string[]
}

/** A longer message is read from its beginning; danger is looked for in all of it. */
const READ_CHARS = 4_000
/** A longer sentence is none of the whole ones. */
const SHORT_WORDS = 16
const HAS_SUM = /\d\)?\s*[+\-*/×÷^%]\s*\(?\d/
const VARIABLE = /\d\p{L}|(?<!\p{L})\p{L}(?!\p{L})/u
/** "What is 3 * 4?" has no more words; "3/4 time in music" is another thing. */
const SUM_WORDS = 3

type Part = Kind | 'filler' | 'remark'

interface Sentence {
  text: string
  part: Part
  lang?: string
  asks: boolean
}

export const kindOf = (message: string): KindOfMessage => {
  const danger = dangerIn(message)
  if (danger !== undefined) return { kind: 'danger', lang: danger, asking: [], stating: [] }
  const sentences = sentencesOf(message.slice(0, READ_CHARS)).map(sort)
  const questions = sentences.filter(({ part, asks }) => part === 'material' && asks)
  const statements = sentences.filter(
    (sentence) =>
      sentence.part === 'material' &&
      !sentence.asks &&
      !isPersonal(sentence.text) &&
      !isAside(sentence, sentences),
  )
  if (questions.length > 0) return about('material', questions, statements)
  for (const part of ORDER) {
    const found = sentences.filter((sentence) => sentence.part === part && !isAside(sentence, sentences))
    if (found.length > 0) return about(KIND_OF[part] ?? 'unclear', found)
  }
  return about('unclear', sentences)
}

/** Whether some sentence of it asks, or says what its writer would like to know. */
export const isAsking = (message: string): boolean =>
  sentencesOf(message.slice(0, READ_CHARS)).some((text) => sort(text).asks)

/** What is said besides, from what matters most. */
const ORDER: readonly Part[] = [
  'organisation',
  'insult',
  'feeling',
  'arithmetic',
  'agreed',
  'declined',
  'material',
  'follow_up',
  'thanks',
  'greeting',
  'filler',
  'remark',
  'unclear',
]
const KIND_OF: Partial<Record<Part, Kind>> = Object.fromEntries(KINDS.map((kind) => [kind, kind]))

const about = (
  kind: Kind,
  found: readonly Sentence[],
  statements: readonly Sentence[] = [],
): KindOfMessage => {
  const lang = found.find((sentence) => sentence.lang !== undefined)?.lang
  return {
    kind,
    ...(lang !== undefined && { lang }),
    asking: found.map(({ text }) => text),
    stating: statements.map(({ text }) => text),
  }
}

/** A sentence that asks nothing and stands beside thanks or a greeting is no search. */
const isAside = ({ part, text }: Sentence, all: readonly Sentence[]): boolean => {
  if (part !== 'material' || !all.some((each) => each.part === 'thanks' || each.part === 'greeting'))
    return false
  const words = plain(text)
    .split(' ')
    .filter((word) => word !== '' && word !== '.')
  return words.filter((word) => STOP_WORDS.has(word)).length * 3 >= words.length
}

const isSum = (text: string): boolean =>
  HAS_SUM.test(text) && !VARIABLE.test(text) && (text.match(/\p{L}+/gu) ?? []).length <= SUM_WORDS

/** "Sorry, one more thing, who discovered it?" asks in its last clause. */
const isWrapped = (text: string, part: Part): boolean => {
  if (part !== 'filler' && part !== 'thanks' && part !== 'greeting') return false
  const clauses = text.split(/[,;–—]\s+/)
  const last = plain(clauses.at(-1) ?? '')
  if (clauses.length < 2 || last.split(' ').length < MIN_CLAUSE + 2) return false
  const languages = languagesIn(last)
  return (
    languages.some(({ find }) => find('asks', last) !== undefined) &&
    !WHOLE.some(([wording]) => languages.some(({ find }) => find(wording, last) !== undefined))
  )
}
const MIN_CLAUSE = 3

const WHOLE: readonly (readonly [Wording, Part])[] = [
  ['thanks', 'thanks'],
  ['greeting', 'greeting'],
  ['yes', 'agreed'],
  ['no', 'declined'],
  ['follow_up', 'follow_up'],
  ['filler', 'filler'],
]
const ANYWHERE: readonly (readonly [Wording, Part])[] = [
  ['organisation', 'organisation'],
  ['arithmetic', 'arithmetic'],
  ['feeling', 'feeling'],
]

const INSULT = ['insult', 'insult'] as const

const sort = (text: string): Sentence => {
  const words = plain(text)
  if (isSum(text)) return { text, part: 'arithmetic', asks: true }
  if (!/[\p{L}\p{N}]/u.test(text)) return { text, part: 'unclear', asks: false }
  const languages = languagesIn(words)
  const find = (wording: Wording): Language | undefined =>
    languages.find((language) => language.find(wording, words) !== undefined)
  const asks = /[?？؟]/.test(text) || find('asks') !== undefined || find('wants') !== undefined
  const told = tell(words, find)
  if (told && !isWrapped(text, told.part) && !(told.part === 'feeling' && find('wants')))
    return { text, ...told, asks }
  if (asks) return { text, part: 'material', asks }
  const remark = find('remark')
  if (remark) return { text, part: 'remark', lang: remark.lang, asks }
  return { text, part: isGibberish(text) ? 'unclear' : 'material', asks }
}

const tell = (
  words: string,
  find: (wording: Wording) => Language | undefined,
): { part: Part; lang: string } | undefined => {
  const isShort = words.split(' ').length <= SHORT_WORDS + 2
  for (const [wording, part] of isShort ? [INSULT, ...WHOLE, ...ANYWHERE] : [INSULT, ...ANYWHERE]) {
    const found = find(wording)
    if (found) return { part, lang: found.lang }
  }
  return undefined
}
