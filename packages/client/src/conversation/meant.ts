// Who is meant by a name in an unsent text. Two members may have one name, so the person who was chosen is kept
// with the place of the mention. It is a draft among the others: kept across a reload, and the same in every tab.
import type { Store } from '../core/store.ts'

/** At `at`, the text has `@` and this name. */
export interface Meant {
  at: number
  name: string
  user_id: string
}

const NOBODY: readonly Meant[] = []

/** The text of a draft that holds them; empty without any. */
export const writeMeant = (meant: readonly Meant[]): string =>
  meant.length === 0 ? '' : JSON.stringify(meant)

/** Those in a draft; the same array until the draft changes. */
export const meantIn = (draft: Store<string>): Store<readonly Meant[]> => {
  let read = ''
  let meant = NOBODY
  return {
    get: () => {
      const text = draft.get()
      if (text !== read) meant = text === '' ? NOBODY : (JSON.parse(text) as readonly Meant[])
      read = text
      return meant
    },
    subscribe: (listener) => draft.subscribe(listener),
  }
}

/**
 * Moves each with its name when a text changes; whoever's name is touched by the change is no longer meant. `caret`
 * is the end of what was typed: without it, a name typed before the same name looks like one typed behind it.
 */
export const moveMeant = (
  meant: readonly Meant[],
  { before, after, caret }: { before: string; after: string; caret?: number | undefined },
): readonly Meant[] => {
  if (before === after) return meant
  const tail = sameEnd(before, after, caret)
  const end = before.length - tail
  const most = Math.min(end, after.length - tail)
  let same = 0
  while (same < most && before[same] === after[same]) same++
  const by = after.length - before.length
  return meant.flatMap((each) => {
    const ends = each.at + 1 + each.name.length
    if (ends <= same) return [each]
    return each.at >= end ? [{ ...each, at: each.at + by }] : []
  })
}

/** The length of what both texts end with. Where a repetition leaves several answers, the caret decides. */
const sameEnd = (before: string, after: string, caret = after.length): number => {
  const most = Math.min(before.length, after.length)
  const count = (isSame: (at: number) => boolean) => {
    let length = 0
    while (length < most && isSame(length)) length++
    return length
  }
  const head = count((at) => before[at] === after[at])
  const tail = count((at) => before.at(-1 - at) === after.at(-1 - at))
  return Math.min(tail, Math.max(most - head, after.length - caret))
}

/** Those of a sent message, whose mentions are in the order of their names in the text. */
export const meantBy = (
  text: string,
  mentions: readonly { user_id: string; name: string }[],
): readonly Meant[] => {
  let from = 0
  return mentions.flatMap(({ user_id, name }) => {
    const at = text.indexOf(`@${name}`, from)
    if (at < 0) return []
    from = at + 1
    return [{ at, name, user_id }]
  })
}
