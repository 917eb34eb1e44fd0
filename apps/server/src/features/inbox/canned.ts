// Texts that staff put into the composer. The server only keeps them: nothing is sent that nobody has seen.
import { LIMITS, type CannedAnswer, type PutCannedAnswer } from '@lectern/protocol'
import { timestamp } from '../../platform/clock.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { findAsMember } from '../changes/changes-rows.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { requireStaff } from '../policy.ts'
import { findCanned, readUsable, removeCanned, storeCanned, type CannedRecord } from './canned-rows.ts'

type Query = LecternTransaction['query']

const NOT_STAFF = 'Only staff have canned answers.'

const mayChange = ({ scope, author_id }: CannedRecord, { user_id, role }: Viewer): boolean =>
  scope === 'school' ? role === 'admin' : scope === 'conversation' || author_id === user_id

const toCanned = (record: CannedRecord, viewer: Viewer): CannedAnswer => {
  const { id, scope, conversation_id, title, text, changed_at } = record
  const mine = mayChange(record, viewer)
  return { id, scope, ...(conversation_id !== null && { conversation_id }), title, text, changed_at, mine }
}

/** With a conversation, of the others only those for it are left out. */
export const listCanned = async (
  { db }: Context,
  viewer: Viewer,
  conversation_id?: string,
): Promise<CannedAnswer[]> => {
  requireStaff(viewer, NOT_STAFF)
  const records = await readUsable(db.read, viewer.user_id)
  return records
    .filter(
      (record) =>
        record.conversation_id === null ||
        (conversation_id ?? record.conversation_id) === record.conversation_id,
    )
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1))
    .map((record) => toCanned(record, viewer))
}

const isVisible = async (query: Query, { user_id }: Viewer, record: CannedRecord): Promise<boolean> => {
  const { scope, conversation_id, author_id } = record
  if (scope !== 'conversation') return scope === 'school' || author_id === user_id
  return conversation_id !== null && (await findAsMember(query, conversation_id, user_id)) !== undefined
}

/** What the viewer does not see does not exist for them. */
const requireChangeable = async (query: Query, viewer: Viewer, record: CannedRecord): Promise<void> => {
  if (!(await isVisible(query, viewer, record))) throw notFound('canned answer')
  if (!mayChange(record, viewer))
    throw new AppError('forbidden', 'Only administrators change canned answers of the school.')
}

export const putCanned = (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { scope, conversation_id, title, text }: PutCannedAnswer,
): Promise<CannedAnswer> => {
  requireStaff(viewer, NOT_STAFF)
  if ((scope === 'conversation') !== (conversation_id !== undefined))
    throw new AppError('invalid', 'The scope conversation names one, and no other does.', {
      field: 'conversation_id',
    })
  return ctx.db.write(async ({ query }) => {
    const known = await findCanned(query, id)
    if (known && !(await isVisible(query, viewer, known)))
      throw new AppError('conflict', 'Another canned answer has this id.', { field: 'id' })
    if (known) await requireChangeable(query, viewer, known)
    const author_id = known?.author_id ?? viewer.user_id
    const place = { scope, conversation_id: conversation_id ?? null }
    const record = { id, ...place, author_id, title, text, changed_at: timestamp(ctx.clock.now()) }
    // Nobody makes the answer of a conversation their own with somebody else as its author.
    if (scope === 'own' && author_id !== viewer.user_id)
      throw new AppError('forbidden', 'Somebody else wrote it.', { field: 'scope' })
    await requireChangeable(query, viewer, record)
    if (!known) await refuseMany(query, viewer, record)
    await storeCanned(query, record)
    return toCanned(record, viewer)
  })
}

const refuseMany = async (
  query: Query,
  { user_id }: Viewer,
  { scope, conversation_id }: CannedRecord,
): Promise<void> => {
  const known = await readUsable(query, user_id)
  const actual =
    1 + known.filter((each) => each.scope === scope && each.conversation_id === conversation_id).length
  const limit = LIMITS.canned_per_owner
  if (actual > limit)
    throw new AppError('too_large', `There can be ${limit} canned answers.`, { limit, actual })
}

export const deleteCanned = (ctx: Context, viewer: Viewer, id: string): Promise<void> => {
  requireStaff(viewer, NOT_STAFF)
  return ctx.db.write(async ({ query }) => {
    const known = await findCanned(query, id)
    if (!known) throw notFound('canned answer')
    await requireChangeable(query, viewer, known)
    await removeCanned(query, id)
  })
}
