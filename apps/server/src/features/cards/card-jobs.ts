// Changes of cards without an action: a lease ends, a window closes, a source changes. Each is a job, enqueued
// in the commit that causes it; a sweep finds those that no commit announced.
import type { StoredWindow } from '../../records/stored.ts'
import { parseTimestamp } from '../../platform/clock.ts'
import type { Kind } from '../../platform/jobs/kind.ts'
import type { Tables } from '../../records/tables.ts'
import { CARD_DOCUMENT } from '../changes/document-changed.ts'
import type { Context, Follower, LecternTransaction } from '../context.ts'
import { findMessage } from '../../records/messages.ts'
import { findDependentCards, findPlace, findLateCards } from './cards-rows.ts'
import { definitionOf } from './definitions.ts'
import { CARD_DUE } from './due.ts'
import { actBySystem } from './interpreter.ts'
import { recordOf } from './record.ts'

const CARD_UPDATE = 'card_update'

const HOW: Omit<Kind<Tables>, 'name' | 'run'> = {
  limit: 4,
  lease_ms: 15_000,
  attempts: 8,
  backoff: { first_ms: 1_000, most_ms: 300_000 },
}

export const registerCardJobs = (ctx: Context): void => {
  const { jobs } = ctx
  jobs.register({ ...HOW, name: CARD_DUE, run: ({ key }) => actOnDue(ctx, key) })
  jobs.register({ ...HOW, name: CARD_UPDATE, run: ({ key }) => update(ctx, key) })
  jobs.register({
    ...HOW,
    name: CARD_DOCUMENT,
    run: ({ key }) => ctx.db.write((transaction) => updateLater(ctx, transaction, [key])),
  })
  jobs.register({ ...HOW, name: 'card_sweep', limit: 1, every_ms: 60_000, run: () => sweep(ctx) })
}

/** A renewed lease has postponed the job. */
const actOnDue = async (ctx: Context, card_id: string): Promise<void> => {
  const card = await findCard(ctx, card_id)
  const due = card && definitionOf(card.type)?.due?.(card)
  if (due && parseTimestamp(due.at) <= ctx.clock.now()) await actBySystem(ctx, card_id, due.verb)
}

const update = async (ctx: Context, card_id: string): Promise<void> => {
  const card = await findCard(ctx, card_id)
  const next = card && (await definitionOf(card.type)?.follow?.(ctx, card))
  if (next) await actBySystem(ctx, card_id, next.verb, next.input)
}

const sweep = async (ctx: Context): Promise<void> => {
  const ids = await findLateCards(ctx.db.read)
  if (ids.length > 0) await ctx.db.write((transaction) => enqueueUpdates(ctx, transaction, ids))
}

/** Cards that show the changed rows are updated soon after. */
export const updateDependents: Follower = (ctx, transaction, { window }) =>
  updateLater(ctx, transaction, sourcesIn(window))

/** A new message only affects the message it replies to; a changed card does not affect other cards. */
const sourcesIn = ({ messages, from }: StoredWindow): string[] =>
  messages
    .flatMap(({ id, created_seq, reply_to_id = '', card }) => {
      if (created_seq > from) return reply_to_id
      return card ? [] : [id, reply_to_id]
    })
    .filter((id) => id !== '')

const updateLater = async (
  ctx: Context,
  transaction: LecternTransaction,
  source_ids: readonly string[],
): Promise<void> => {
  if (source_ids.length === 0) return
  await enqueueUpdates(ctx, transaction, await findDependentCards(transaction.query, source_ids))
}

const enqueueUpdates = async (
  { jobs }: Context,
  transaction: LecternTransaction,
  ids: readonly string[],
): Promise<void> => {
  for (const id of ids) await jobs.enqueue(transaction, CARD_UPDATE, id)
}

const findCard = async ({ db: { read } }: Context, card_id: string) => {
  const place = await findPlace(read, card_id)
  const stored = place && (await findMessage(read, place.message_id))
  return stored?.message.card && recordOf(stored.message)
}
