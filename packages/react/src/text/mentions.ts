import type { Mention } from '@lectern/protocol'

const escapePattern = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`)

/** A text in pieces: mentions, and the text between them. Of names that begin alike the longest wins. */
export const splitMentions = (text: string, mentions: readonly Mention[]): readonly (string | Mention)[] => {
  const named = mentions.filter(({ name }) => name !== '' && text.includes(`@${name}`))
  if (named.length === 0) return [text]
  const names = named.map(({ name }) => escapePattern(name)).sort((a, b) => b.length - a.length)
  const seen = new Map<string, number>()
  // A captured piece comes between the others.
  const pieces = text.split(new RegExp(`(?<![\\p{L}\\p{N}_])@(${names.join('|')})(?![\\p{L}\\p{N}_])`, 'u'))
  return pieces
    .map((piece, index) => (index % 2 === 1 && nextCalled(piece, named, seen)) || piece)
    .filter((piece) => piece !== '')
}

/** Of several people with one name, those of a message are in the order of their names in its text. */
const nextCalled = (
  called: string,
  mentions: readonly Mention[],
  seen: Map<string, number>,
): Mention | undefined => {
  const all = mentions.filter(({ name }) => name === called)
  const before = seen.get(called) ?? 0
  seen.set(called, before + 1)
  return all[Math.min(before, all.length - 1)]
}
