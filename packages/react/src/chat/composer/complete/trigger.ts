import { placeInText } from '../../../text/place-in-text.ts'

/** A sign that triggers suggestions, and the text after it. */
export interface Trigger {
  sign: '/' | '@' | ':' | '#'
  /** The position of the sign. */
  from: number
  query: string
}

// A command begins a line; a name may have spaces; a colon alone is too common, as in "note: ".
const SIGNS: readonly (readonly [Trigger['sign'], RegExp])[] = [
  ['/', /(?:^|\n)\/([\p{L}\p{N}-]{0,30})$/u],
  [
    '@',
    /(?:^|[^\p{Lu}\p{Ll}\p{Lt}\p{N}_@/.])@((?:[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}.'’-]*(?: (?!$))?){0,4})$/u,
  ],
  // A question may have several words; after "# " comes a heading.
  ['#', /(?:^|[\s(])#((?:[^\s#][^\n#]{0,79})?)$/u],
  [':', /(?:^|[^\p{L}\p{N}:])[:：]([\p{L}\p{N}_+-][\p{L}\p{N}\p{M}_-]{1,39})$/u],
]
/** The greatest length of a trigger. */
const REACH = 200

export const triggerAt = (text: string, caret: number): Trigger | undefined => {
  const before = text.slice(0, caret)
  const near = before.slice(-REACH)
  for (const [sign, pattern] of SIGNS) {
    const query = pattern.exec(near)?.[1]
    if (query !== undefined)
      return isOffered(sign, before, text.slice(caret))
        ? { sign, from: caret - query.length - 1, query }
        : undefined
  }
  return undefined
}

/** Signs mean something in words, but a mention in the words of others calls nobody. */
const isOffered = (sign: Trigger['sign'], before: string, after: string): boolean => {
  const place = placeInText(before, after)
  return place === 'words' || (place === 'quote' && sign !== '@')
}
