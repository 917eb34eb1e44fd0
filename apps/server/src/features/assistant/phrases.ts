// What the assistant says in its own words, in the language it was asked in.
import { wordsOf } from '../documents/words.ts'
import type { Overspent } from './budget.ts'

export interface Phrases {
  greeting: string
  thanks: string
  /** Before what the course says. */
  found: string
  /** Before what somebody said whom others vouch for. */
  vouched(author: string, question: string | undefined): string
  hints: string
  hint(title: string, section: string | undefined): string
  /** That people have answered it before, without what they said. */
  askedBefore(author: string, question: string | undefined): string
  /** The question to read with; the words are the asker's. */
  guide(words: readonly string[]): string
  tryFirst: string
  more: string
  section(name: string): string
  /** Nothing was found, and nothing is made up. */
  nothing: string
  /** To whom it went then, as staff read along. */
  passedOn: string
  /** To whom it could go. */
  passOn: string
  noQuestion: string
  overspent(over: Overspent): string
}

const SHORT_CHARS = 80
const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= SHORT_CHARS ? line : `${line.slice(0, SHORT_CHARS).trimEnd()}…`
}

const minutes = (ms: number): number => Math.max(1, Math.ceil(ms / 60_000))

const ENGLISH: Phrases = {
  greeting:
    'Hello! Ask me anything about this course. I answer from its documents and say where I read it; what I do not find there I pass on to your instructor.',
  thanks: 'You are welcome. Ask again whenever you like.',
  found: 'This is what the course material says:',
  vouched: (author, question) =>
    question === undefined
      ? `${author} wrote here, and it was pinned:`
      : `${author} has answered this here before:`,
  hints: 'I will not give it away, but here is where to look:',
  hint: (title, section) => (section === undefined ? `**${title}**` : `**${title}**, the part “${section}”`),
  askedBefore: (author, question) =>
    question === undefined
      ? `what ${author} wrote here: it is pinned`
      : `the answered question “${shortened(question)}”, to which ${author} replied`,
  guide: (words) =>
    words.length === 0
      ? 'Read with this question: what is given, and what is asked for?'
      : `Read with this question: what is said there about ${words.map((word) => `“${word}”`).join(' and ')}, and what of it do you know already?`,
  tryFirst: 'Try it with that first. Where do you get stuck?',
  more: 'If that is not what you meant, ask me in other words.',
  section: (name) => `“${name}”`,
  nothing:
    'I have found nothing about this in the material of this conversation, and I would rather not guess.',
  passedOn: 'Your instructor can answer it: I have passed your question on.',
  passOn: 'Your instructor can answer it: shall I pass your question on?',
  noQuestion: 'I can only read text so far. Please write your question in words.',
  overspent: ({ by, limit, wait_ms }) =>
    by === 'user'
      ? `You have asked me ${limit} times within an hour, and that is as much as I may answer. Please ask again in about ${minutes(wait_ms)} min.`
      : `I was asked ${limit} times here within an hour, and that is as much as I may answer. Please ask again in about ${minutes(wait_ms)} min.`,
}

const GERMAN: Phrases = {
  greeting:
    'Hallo! Frag mich alles zu diesem Kurs. Ich antworte aus seinen Unterlagen und sage, wo es steht; was ich dort nicht finde, gebe ich an deine Lehrkraft weiter.',
  thanks: 'Gern geschehen. Frag jederzeit wieder.',
  found: 'Das sagen die Unterlagen des Kurses:',
  vouched: (author, question) =>
    question === undefined
      ? `${author} hat hier geschrieben, und es wurde angeheftet:`
      : `${author} hat das hier schon einmal beantwortet:`,
  hints: 'Verraten will ich es nicht, aber hier lohnt es sich nachzulesen:',
  hint: (title, section) => (section === undefined ? `**${title}**` : `**${title}**, Abschnitt „${section}“`),
  askedBefore: (author, question) =>
    question === undefined
      ? `was ${author} hier geschrieben hat: Es ist angeheftet`
      : `die beantwortete Frage „${shortened(question)}“, auf die ${author} geantwortet hat`,
  guide: (words) =>
    words.length === 0
      ? 'Lies mit dieser Frage: Was ist gegeben, und was ist gesucht?'
      : `Lies mit dieser Frage: Was steht dort über ${words.map((word) => `„${word}“`).join(' und ')}, und was davon weißt du schon?`,
  tryFirst: 'Versuch es zuerst damit. Wo kommst du nicht weiter?',
  more: 'Wenn das nicht gemeint war, frag mich mit anderen Worten.',
  section: (name) => `„${name}“`,
  nothing: 'Dazu habe ich in den Unterlagen dieser Unterhaltung nichts gefunden, und raten möchte ich nicht.',
  passedOn: 'Deine Lehrkraft kann es beantworten: Ich habe deine Frage weitergegeben.',
  passOn: 'Deine Lehrkraft kann es beantworten: Soll ich deine Frage weitergeben?',
  noQuestion: 'Ich kann bisher nur Text lesen. Bitte schreib deine Frage in Worten.',
  overspent: ({ by, limit, wait_ms }) =>
    by === 'user'
      ? `Du hast mich innerhalb einer Stunde ${limit}-mal gefragt, mehr darf ich nicht beantworten. Bitte frag in etwa ${minutes(wait_ms)} Min. wieder.`
      : `Hier wurde ich innerhalb einer Stunde ${limit}-mal gefragt, mehr darf ich nicht beantworten. Bitte frag in etwa ${minutes(wait_ms)} Min. wieder.`,
}

const GERMAN_WORDS = new Set(
  `der die das den dem des ein eine einen einem einer und oder ist sind war wie was wer wo wann warum wieso weshalb ich du
  er wir ihr man mich mir dich dir nicht kein keine mit ohne von vom zu zum zur auf aus bei fur uber wenn dann kann muss
  soll welche welcher welches hallo moin servus guten vielen danke bitte gibt macht bekomme rechne heisst bedeutet zweier eines im am`.split(
    /\s+/,
  ),
)

export const isGerman = (text: string): boolean => {
  const words = wordsOf(text)
  const german = words.filter((word) => GERMAN_WORDS.has(word.text)).length
  return german >= 2 || german * 3 >= Math.max(1, words.length) || /[äöüß]/i.test(text)
}

export const phrasesFor = (text: string): Phrases => (isGerman(text) ? GERMAN : ENGLISH)
