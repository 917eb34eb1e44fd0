import type { Meant } from '@lectern/client'

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
