// Reads what somebody typed: words, parts of words, and phrases in quotes.
import { STOP_WORDS } from '../../platform/stop-words.ts'
import { foldForMatch, stemFor, type Wanted } from './terms.ts'

/** A pasted page is no search; its first words are enough. */
const MOST_WANTED = 16

const PART = /["“”„«»]([^"“”„«»]+)["“”„«»]|(\S+)/g
/** Around a word they belong to the sentence, not to the word. */
const AROUND = /^[\s.,;:!?"'()[\]{}…„“”«»¿¡*_`]+|[\s.,;:!?"'()[\]{}…„“”«»*_`]+$/g

export const readQuery = (typed: string): Wanted[] => {
  const found = [...typed.matchAll(PART)].map(([, phrase, word = '']) =>
    read(phrase ?? word, phrase !== undefined),
  )
  const wanted = found.filter(({ text }) => text !== '')
  const telling = wanted.filter(({ text, quoted }) => quoted || !STOP_WORDS.has(text))
  const chosen = telling.length > 0 ? telling : wanted
  return [...new Map(chosen.map((each) => [`${each.quoted} ${each.text}`, each])).values()].slice(
    0,
    MOST_WANTED,
  )
}

const read = (typed: string, quoted: boolean): Wanted => {
  const folded = foldForMatch(typed).replace(/\s+/g, ' ').trim()
  if (quoted) return { text: folded, quoted }
  const bare = folded.replace(AROUND, '')
  const text = /[\p{L}\p{N}]/u.test(bare) ? bare : folded
  const stem = stemFor(text)
  return { text, quoted, ...(stem !== undefined && { stem }) }
}
