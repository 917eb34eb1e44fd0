import { LIMITS } from '@lectern/protocol'
import { AppError, notFound } from '../../platform/errors.ts'
import type { LecternTransaction, Viewer } from '../context.ts'
import { mayWriteTo, reachesShared } from '../policy.ts'
import { findApart } from '../../records/blocks.ts'
import { readPolicy } from '../../records/policies.ts'
import { findMet, findPeople, findSharing, type Person } from './conversations-rows.ts'

type Query = LecternTransaction['query']

interface Seen {
  person: Person
  /** By the policy, and not apart by a block of either. */
  reached: boolean
}

/**
 * Those of `ids` whom the viewer may see: who is in reach, and who is in a conversation with them. All others do not
 * exist for them, so every refusal that is about a person asks here first.
 */
const findSeen = async (viewer: Viewer, query: Query, ids: string[]): Promise<Map<string, Seen>> => {
  const policy = await readPolicy(query)
  const me = { id: viewer.user_id, role: viewer.role }
  const shared = reachesShared(me.role, policy) ? await findSharing(query, me.id, ids) : new Set<string>()
  const apart = await findApart(query, me.id, ids)
  const all = (await findPeople(query, ids)).map((person): Seen => {
    const reached = mayWriteTo(me, person, { policy, shared }) && !apart.has(person.id)
    return { person, reached }
  })
  const far = new Set(
    all.filter(({ person, reached }) => !reached && person.id !== me.id).map(({ person }) => person.id),
  )
  const met = await findMet(query, me.id, [...far])
  const seen = all.filter(({ person: { id } }) => !far.has(id) || met.has(id))
  return new Map(seen.map((each) => [each.person.id, each]))
}

/** @throws AppError `not_found` for a person whom the viewer may not see */
export const requireSeen = async (viewer: Viewer, query: Query, id: string): Promise<Person> => {
  const seen = (await findSeen(viewer, query, [id])).get(id)
  if (!seen) throw notFound('person')
  return seen.person
}

/**
 * The users with these ids, to all of whom the viewer may write; `field` names them in the request.
 * @throws AppError `invalid` for a user whom the viewer may not see, `forbidden` for another one out of reach, by the
 * policy or by a block of either: the answer does not tell which
 */
export const requirePeople = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  ids: string[],
  field: string,
): Promise<Person[]> => {
  const people = await findSeen(viewer, query, ids)
  return ids.map((id, index) => {
    const seen = people.get(id)
    const at = { field: `${field}.${index}` }
    if (!seen) throw new AppError('invalid', 'There is no such person.', at)
    if (!seen.reached) throw new AppError('forbidden', `You may not write to ${seen.person.name}.`, at)
    return seen.person
  })
}

/** @throws AppError `too_large` */
export const refuseCrowd = (actual: number, field: string): void => {
  const limit = LIMITS.conversation_members
  if (actual > limit)
    throw new AppError('too_large', `A conversation can have ${limit} members.`, { field, limit, actual })
}
