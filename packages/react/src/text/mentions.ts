import type { Mention } from '@lectern/protocol'

const escapePattern = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`)

/** Signs of a word that has not ended. A script without case puts no space between a name and the next word. */
const CASED = String.raw`[\p{Lu}\p{Ll}\p{Lt}\p{N}_]`
const ANY = String.raw`[\p{L}\p{N}\p{M}_]`
const ENDS_CASED = /[\p{Lu}\p{Ll}\p{Lt}\p{N}]$/u

const patternOf = (name: string): string => `${escapePattern(name)}(?!${ENDS_CASED.test(name) ? CASED : ANY})`

/** A text in pieces: mentions, and the text between them. Of names that begin alike the longest wins. */
export const splitMentions = <P extends Pick<Mention, 'user_id' | 'name'>>(
  text: string,
  people: readonly P[],
): readonly (string | P)[] => {
  const named = people.filter(({ name }) => name !== '' && text.includes(`@${name}`))
  if (named.length === 0) return [text]
  const names = [...new Set(named.map(({ name }) => name))].sort((a, b) => b.length - a.length)
  const seen = new Map<string, number>()
  // A captured piece comes between the others.
  const pieces = text.split(new RegExp(`(?<!${CASED})@(${names.map(patternOf).join('|')})`, 'u'))
  return pieces
    .map((piece, index) => (index % 2 === 1 && nextCalled(piece, named, seen)) || piece)
    .filter((piece) => piece !== '')
}

/** Of several people with one name, those of a message are in the order of their names in its text. */
const nextCalled = <P extends Pick<Mention, 'name'>>(
  called: string,
  mentions: readonly P[],
  seen: Map<string, number>,
): P | undefined => {
  const all = mentions.filter(({ name }) => name === called)
  const before = seen.get(called) ?? 0
  seen.set(called, before + 1)
  return all[Math.min(before, all.length - 1)]
}
