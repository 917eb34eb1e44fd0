// The language of a message is that of all the words that its author wrote, those of its card included.
import { languageOf } from '../platform/language.ts'
import type { StoredMessage } from './stored.ts'

type Words = Pick<StoredMessage, 'content' | 'parts' | 'card' | 'lang'>
type Told<M> = Omit<M, 'lang'> & Pick<Words, 'lang'>

/** The same message with the language of its present words: to be used wherever words are written. */
export const withLang = <M extends Words>(message: M): Told<M> => {
  const { lang: _, ...rest } = message
  const lang = languageOf(wordsOf(message))
  return lang === undefined ? rest : { ...rest, lang }
}

/** The content of a card's message may be the server's summary, which is in English. */
const wordsOf = ({ content, parts, card }: Words): string => {
  const said = card && !card.provenance.own_words ? [] : [content]
  const texts = parts.map((part) => (part.type === 'text' ? part.text : ''))
  return [...said, ...texts, ...(card ? wordsIn(card.data) : [])].join('\n')
}

/** Of the values of a card; a name or an id has no blank. */
const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return value.includes(' ') ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}
