// When a course is taught. Without hours of its own it has those of the school, and these are by default Monday to Friday from
// 8 to 18 o'clock (UTC), as nobody told where the school is.
import {
  DEFAULT_TEACHING_HOURS,
  type PutTeachingHours,
  type TeachingHours,
  type TeachingHoursInForce,
} from '@lectern/protocol'
import { AppError, notFound } from '../../platform/errors.ts'
import { isTimeZone, requireTimeZone } from '../../platform/wall-clock.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { findHours, storeHours } from './hours-rows.ts'

type Query = LecternTransaction['query']

const SCHOOL = ''

/** A zone that this machine has forgotten counts as UTC. */
const read = (stored: string): TeachingHours => {
  const hours = JSON.parse(stored) as TeachingHours
  return isTimeZone(hours.time_zone) ? hours : { ...hours, time_zone: 'UTC' }
}

/** The hours of each of these conversations. */
export const hoursOf = async (
  query: Query,
  ids: readonly string[],
): Promise<(conversation_id: string) => TeachingHours> => {
  const stored = await findHours(query, [...new Set(ids), SCHOOL])
  const known = new Map([...stored].map(([id, hours]) => [id, read(hours)]))
  const school = known.get(SCHOOL) ?? DEFAULT_TEACHING_HOURS
  return (id) => known.get(id) ?? school
}

const inForce = async (query: Query, id: string): Promise<TeachingHoursInForce> => {
  const stored = await findHours(query, [id, SCHOOL])
  const [own, school] = [stored.get(id), stored.get(SCHOOL)]
  if (own !== undefined && id !== SCHOOL) return { hours: read(own), of: 'conversation' }
  if (school !== undefined) return { hours: read(school), of: 'school' }
  return { hours: DEFAULT_TEACHING_HOURS, of: 'default' }
}

export const getTeachingHours = async (
  { db }: Context,
  viewer: Viewer,
  id = SCHOOL,
): Promise<TeachingHoursInForce> => {
  requireStaff(viewer, 'Only staff ask for teaching hours.')
  if (id !== SCHOOL && !(await findAsMember(db.read, id, viewer.user_id))) throw notFound('conversation')
  return inForce(db.read, id)
}

/** Those of the past count by the new hours, too, as long as nobody has answered. */
export const putTeachingHours = (
  ctx: Context,
  viewer: Viewer,
  { conversation_id: id = SCHOOL, hours }: PutTeachingHours,
): Promise<TeachingHoursInForce> => {
  requireStaff(viewer, 'Only staff set teaching hours.')
  if (id === SCHOOL && viewer.role !== 'admin')
    throw new AppError('forbidden', 'Only administrators set the teaching hours of the school.')
  if (hours) requireSound(hours)
  return ctx.db.write(async ({ query, afterCommit }) => {
    if (id !== SCHOOL && !(await findAsMember(query, id, viewer.user_id))) throw notFound('conversation')
    await storeHours(
      query,
      id,
      hours && JSON.stringify({ ...hours, days: [...new Set(hours.days)].sort((a, b) => a - b) }),
    )
    if (id !== SCHOOL) afterCommit(() => ctx.bus.publish('inbox_changed', { conversation_id: id }))
    return inForce(query, id)
  })
}

const requireSound = ({ from, to, time_zone }: TeachingHours): void => {
  requireTimeZone(time_zone, 'hours.time_zone')
  if (from >= to) throw new AppError('invalid', 'They must end after they begin.', { field: 'hours.to' })
}
