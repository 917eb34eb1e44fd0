import { isHere, type Meant } from '@lectern/client'
import type { Member, Message } from '@lectern/protocol'
import { fold } from '../../../core/fold.ts'
import { spokenMentions } from '../../../text/spoken-mentions.ts'

type Named = Pick<Member, 'user_id' | 'name'>

/**
 * The people whom a text mentions: those whose names are highlighted when it is drawn. Of two with the same name
 * it is the one who was chosen there (`meant`), else both.
 */
export const mentionsIn = (
  text: string,
  members: readonly Named[],
  meant: readonly Meant[],
): readonly string[] => {
  const named = members.filter(({ name }) => text.includes(`@${name}`))
  const places = named.length === 0 ? [] : spokenMentions(text, named)
  return [...new Set(places.flatMap((place) => findCalled(place, members, meant)))]
}

/** Whom an edited text mentions: people who are here, and those of before under the names of that time. */
export const mentionsOfEdit = (
  {
    mentions: before = [],
    text,
    meant,
  }: Pick<Message, 'mentions'> & { text: string; meant: readonly Meant[] },
  here: readonly Named[],
): readonly string[] => {
  const isKnown = (one: Named) =>
    here.some(({ user_id, name }) => user_id === one.user_id && name === one.name)
  return mentionsIn(text, [...here, ...before.filter((one) => !isKnown(one))], meant)
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
