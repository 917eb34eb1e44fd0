import type { Mention } from '@lectern/protocol'
import type { Token, Tokens } from 'marked'
import { lex } from './lex.ts'
import { splitMentions } from './mentions.ts'
import { childrenOf } from './token-children.ts'

/** Code, addresses and the words of others: a mention in them calls nobody. */
const APART = new Set(['blockquote', 'code', 'codespan', 'formula', 'link', 'image'])

/** At `at`, the text has `@` and this name. */
export interface SpokenMention {
  at: number
  name: string
}

/** The mentions that are drawn as such. Tokens know no places, so the signs `@` of the text are counted. */
export const spokenMentions = (
  text: string,
  people: readonly Pick<Mention, 'user_id' | 'name'>[],
): readonly SpokenMention[] => {
  const places = [...text.matchAll(/@/gu)].map(({ index }) => index)
  let count = 0
  return leavesOf(lex(text)).flatMap(({ raw, words }) => {
    const from = count
    count += signsIn(raw)
    return words === undefined
      ? []
      : placesIn(words, people).map(({ sign, name }) => ({ at: places[from + sign] ?? 0, name }))
  })
}

const signsIn = (text: string): number => text.split('@').length - 1

const placesIn = (
  words: string,
  people: readonly Pick<Mention, 'user_id' | 'name'>[],
): readonly { sign: number; name: string }[] => {
  let sign = 0
  return splitMentions(words, people).flatMap((piece) => {
    const at = sign
    sign += signsIn(typeof piece === 'string' ? piece : `@${piece.name}`)
    return typeof piece === 'string' ? [] : [{ sign: at, name: piece.name }]
  })
}

interface Leaf {
  raw: string
  /** Undefined where no mention counts. */
  words?: string
}

const leavesOf = (tokens: readonly Token[]): readonly Leaf[] =>
  tokens.flatMap((token) => {
    if (APART.has(token.type)) return [{ raw: token.raw }]
    const inside = childrenOf(token)
    if (inside.length > 0) return leavesOf(inside)
    return [{ raw: token.raw, ...(token.type === 'text' && { words: (token as Tokens.Text).text }) }]
  })
