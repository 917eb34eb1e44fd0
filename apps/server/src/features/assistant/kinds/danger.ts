// Whether a message says that somebody may come to harm: the writer or others. It is looked for first, in every language
// at once. What only sounds like it ("this exam is killing me") has no wording there; people in a work of art or in
// history are told by what the rest of the message speaks of.
import { languagesIn } from './compiled.ts'
import { plain } from './plain.ts'

/** The language of the wording; undefined if there is no danger. */
export const dangerIn = (message: string): string | undefined => {
  const text = plain(message)
  for (const { lang, find } of languagesIn(text)) {
    const found = find('danger', text)
    if (found === undefined) continue
    if (find('harmless', text) === undefined) return lang
    const unquoted = plain(message.replace(QUOTED, ' '))
    const own = find('danger', unquoted)
    if (own !== undefined && speaksOfSelf(own)) return lang
  }
  return undefined
}

/** Somebody else's words. */
const QUOTED = /["“„«‹「『][^"”“»›」』\n]{0,300}["”“»›」』]/g

/** First persons, in plain text. */
const SELF =
  /(?<= |^)(?:i|im|ive|id|ill|my|me|myself|ich|mich|mir|mein\p{L}*|yo|mi|me|mis|je|jai|mon|ma|io|mio|mia|eu|meu|minha|ben|beni|benim|kendim\p{L}*|я|мне|меня|мои|моя|хочу|não|nao|quiero|voglio|quero|istiyorum|ik|mij|mijn)(?= |$)|我|私|僕|俺|اريد|نفسي|صديق\p{L}*|arkadas\p{L}*|朋友|同学|友達/u

const speaksOfSelf = (found: string): boolean => SELF.test(found)
