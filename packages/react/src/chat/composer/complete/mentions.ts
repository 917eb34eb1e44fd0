import { isHere, type Meant } from '@lectern/client'
import type { Member } from '@lectern/protocol'
import { fold } from '../../../core/fold.ts'
import { isCodeAt } from '../writing/in-code.ts'

type Named = Pick<Member, 'user_id' | 'name'>

/**
 * The people whom a text mentions: each `@` with a member's whole name, the longest that fits. Of two with the
 * same name it is the one who was chosen there (`meant`), else both.
 */
export const mentionsIn = (
  text: string,
  members: readonly Named[],
  meant: readonly Meant[],
): readonly string[] => {
  const isCode = isCodeAt(text)
  const byLetter = Map.groupBy(members, ({ name }) => name.slice(0, 1))
  const named = [...text.matchAll(/(?<![\p{L}\p{N}_])@/gu)]
    .filter(({ index }) => !isCode(index))
    .flatMap(({ index }) => {
      const near = byLetter.get(text.slice(index + 1, index + 2)) ?? []
      return namedAt(text, index + 1, near).map((name) => ({ at: index, name }))
    })
  return [...new Set(named.flatMap((place) => findCalled(place, members, meant)))]
}

const namedAt = (text: string, at: number, members: readonly Named[]): readonly string[] => {
  const fits = ({ name }: Named) =>
    text.startsWith(name, at) && !/^[\p{L}\p{N}_]/u.test(text.slice(at + name.length, at + name.length + 2))
  const names = members.filter(fits).map(({ name }) => name)
  return names.sort((a, b) => b.length - a.length).slice(0, 1)
}

const findCalled = (
  { at, name }: Pick<Meant, 'at' | 'name'>,
  members: readonly Named[],
  meant: readonly Meant[],
): readonly string[] => {
  const all = members.filter((member) => member.name === name).map(({ user_id }) => user_id)
  const chosen = meant.find((each) => each.at === at && each.name === name)
  return chosen && all.includes(chosen.user_id) ? [chosen.user_id] : all
}

/** Members who are here and whose name has a word that begins with each typed word; recent writers come first. */
export const findMembers = (
  members: readonly Member[],
  typed: string,
  speakers: readonly string[],
): readonly Member[] => {
  const words = fold(typed).split(/\s+/u).filter(Boolean)
  const isFound = ({ name }: Member) => {
    const known = ` ${fold(name).replaceAll(/[.'’-]/gu, ' ')} ${fold(name)}`
    return words.every((word) => known.includes(` ${word}`))
  }
  const rank = ({ user_id }: Member) => speakers.lastIndexOf(user_id)
  return members
    .filter((member) => isHere(member) && isFound(member))
    .sort((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name))
}
