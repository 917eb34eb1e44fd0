import { LIMITS } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import type { LecternTransaction, Viewer } from '../context.ts'
import { mayWriteTo, reachesShared } from '../policy.ts'
import { findApart } from '../../records/blocks.ts'
import { readPolicy } from '../../records/policies.ts'
import { findPeople, findSharing, type Person } from './conversations-rows.ts'

/**
 * The users with these ids, to all of whom the viewer may write; `field` names them in the request.
 * @throws AppError `invalid` for an unknown user, `forbidden` for one out of reach, by the policy or by a block of
 * either: the answer does not tell which
 */
export const requirePeople = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  ids: string[],
  field: string,
): Promise<Person[]> => {
  const policy = await readPolicy(query)
  const shared = reachesShared(viewer.role, policy)
    ? await findSharing(query, viewer.user_id, ids)
    : new Set<string>()
  const apart = await findApart(query, viewer.user_id, ids)
  const people = new Map((await findPeople(query, ids)).map((person) => [person.id, person]))
  return ids.map((id, index) => {
    const person = people.get(id)
    if (!person) throw new AppError('invalid', 'There is no such person.', { field: `${field}.${index}` })
    const reach = mayWriteTo({ id: viewer.user_id, role: viewer.role }, person, { policy, shared })
    if (!reach || apart.has(id))
      throw new AppError('forbidden', `You may not write to ${person.name}.`, { field: `${field}.${index}` })
    return person
  })
}

/** @throws AppError `too_large` */
export const refuseCrowd = (actual: number, field: string): void => {
  const limit = LIMITS.conversation_members
  if (actual > limit)
    throw new AppError('too_large', `A conversation can have ${limit} members.`, { field, limit, actual })
}
