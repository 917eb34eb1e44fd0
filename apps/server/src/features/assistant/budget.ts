import { LIMITS } from '@lectern/protocol'
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { countAsks, type InvocationRecord } from './invocations-rows.ts'

type Ask = Pick<InvocationRecord, 'id' | 'asker_id' | 'conversation_id'>

export interface Overspent {
  /** The limit that is exceeded. */
  by: 'user' | 'conversation'
  limit: number
  wait_ms: number
}

/** The exceeded limit, or undefined. */
export const findExceededLimit = async (
  { clock }: Pick<Context, 'clock'>,
  query: LecternTransaction['query'],
  ask: Ask,
): Promise<Overspent | undefined> => {
  const { assistant_asks_per_user, assistant_asks_per_conversation, assistant_window_ms } = LIMITS
  const now = clock.now()
  const spent = await countAsks(query, ask, timestamp(now - assistant_window_ms))
  const { first } = spent
  const wait_ms = first === null ? 0 : Math.max(1_000, parseTimestamp(first) + assistant_window_ms - now)
  if (spent.by_user >= assistant_asks_per_user) return { by: 'user', limit: assistant_asks_per_user, wait_ms }
  if (spent.by_conversation >= assistant_asks_per_conversation)
    return { by: 'conversation', limit: assistant_asks_per_conversation, wait_ms }
  return undefined
}

export const refuseOverspent = async (
  ctx: Pick<Context, 'clock'>,
  query: LecternTransaction['query'],
  ask: Ask,
): Promise<void> => {
  const over = await findExceededLimit(ctx, query, ask)
  if (!over) return
  const { limit, wait_ms: retry_after_ms } = over
  throw new AppError('rate_limited', `The assistant answers ${limit} questions an hour here.`, {
    limit,
    retry_after_ms,
  })
}
