import { fold, holdsWords } from '@lectern/react/ui'

/** How well something fits to what is typed; the smaller, the better. */
export const RANKS = { exact: 0, person: 1, prefix: 2, part: 3, member: 4, text: 5 } as const
export type Rank = (typeof RANKS)[keyof typeof RANKS]

const words = (text: string): string[] => fold(text).trim().split(/\s+/u)

/** The rank of what is called `title`: every typed word begins one of its words, or is in it; undefined without. */
export const rankOfTitle = (typed: string, title: string): Rank | undefined => {
  if (fold(typed).trim() === fold(title).trim()) return RANKS.exact
  const known = words(title)
  if (words(typed).every((word) => known.some((each) => each.startsWith(word)))) return RANKS.prefix
  return holdsWords(typed, title) ? RANKS.part : undefined
}

/** A person comes before what only begins like their name. */
export const rankOfPerson = (typed: string, name: string): Rank =>
  rankOfTitle(typed, name) === RANKS.exact ? RANKS.exact : RANKS.person

export interface Ranked {
  key: string
  rank: Rank
}

/**
 * The best first, equals in their order. What was shown when somebody began to choose stays where it is: `shown` are those
 * keys, and what is found later comes after them.
 */
export const inOrder = <Entry extends Ranked>(
  entries: readonly Entry[],
  shown: readonly string[] = [],
): readonly Entry[] => {
  const places = new Map(shown.map((key, index) => [key, index]))
  const placeOf = ({ key }: Entry) => places.get(key) ?? shown.length
  return entries.toSorted((a, b) => placeOf(a) - placeOf(b) || a.rank - b.rank)
}
