// The assistant answers in the language of the question.
import { textsOf, type Texts } from '@lectern/texts'
import { wordsOf } from '../../platform/words.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import type { Messages } from './texts/messages.ts'
import { parameters } from './texts/parameters.ts'

export type AssistantTexts = Texts<Messages, typeof parameters>

const GERMAN_WORDS = new Set(
  `der die das den dem des ein eine einen einem einer und oder ist sind war wie was wer wo wann warum wieso weshalb ich du
  er wir ihr man mich mir dich dir nicht kein keine mit ohne von vom zu zum zur auf aus bei fur uber wenn dann kann muss
  soll welche welcher welches hallo moin servus guten vielen danke bitte gibt macht bekomme rechne heisst bedeutet zweier eines im am`.split(
    /\s+/,
  ),
)

const isGerman = (text: string): boolean => {
  const words = wordsOf(text)
  const german = words.filter((word) => GERMAN_WORDS.has(word.text)).length
  return german >= 2 || german * 3 >= Math.max(1, words.length) || /[äöüß]/i.test(text)
}

const english: AssistantTexts = textsOf(en, parameters, 'en')

/** Every language besides English is a line here: its texts, and a test whether a question is in it. */
const others: { lang: string; texts: AssistantTexts; isAsked(question: string): boolean }[] = [
  { lang: 'de', texts: textsOf(de, parameters, 'de'), isAsked: isGerman },
]

/** `lang`: where the wording of the question tells its language. */
export const textsFor = (question: string, lang?: string): AssistantTexts =>
  lang === undefined
    ? (others.find(({ isAsked }) => isAsked(question))?.texts ?? english)
    : (others.find((other) => other.lang === lang)?.texts ?? english)
