// Hands a question over to staff automatically: if no passage was found, if the asker has asked the same
// before, or says that the answer did not help. Without staff as members there is no automatic hand-over, since
// that would tell other people what was said here: the answer then offers it.
import { parseTimestamp, timestamp } from '../../platform/clock.ts'
import type { HandOverReason } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import type { Place } from '../changes/commit.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { findMessage, updateAsk } from '../../records/messages.ts'
import { openQuestion } from '../messages/questions.ts'
import { findFormerAsks, hasStaff, type InvocationRecord } from './invocations-rows.ts'
import { isSameQuestion } from './likeness.ts'

const FORMER_ASKS = 20
const FORMER_WITHIN_MS = 24 * 3_600_000

type Turn = Pick<InvocationRecord, 'id' | 'conversation_id' | 'asker_id' | 'prompt_id' | 'created_at'>

interface HandOver {
  reason: HandOverReason
  /** The answers so far; empty if no passage was found. */
  answer_ids: string[]
}

/** The message that answered the same question of the same person within a day. */
export const findRepeatedQuestion = async (
  { clock }: Pick<Context, 'clock'>,
  { query }: LecternTransaction,
  { conversation_id, asker_id, prompt_id, created_at }: Turn,
): Promise<Pick<HandOver, 'answer_ids'> | undefined> => {
  const asking = prompt_id === null ? undefined : (await findMessage(query, prompt_id))?.message
  if (!asking || prompt_id === null) return undefined
  const latest = Math.min(parseTimestamp(created_at), clock.now())
  const since = timestamp(latest - FORMER_WITHIN_MS)
  const limit = FORMER_ASKS
  const asks = await findFormerAsks(query, { asker_id, conversation_id, prompt_id, since, limit })
  const former = asks.find(({ content }) => isSameQuestion(asking.content, content))
  return former && { answer_ids: [former.message_id] }
}

/** The question's row, open and with the reason; undefined if staff know of it already, or are not members. */
export const handOver = async (
  transaction: LecternTransaction,
  place: Place,
  { id, conversation_id, asker_id, prompt_id }: Turn,
  { reason, answer_ids }: HandOver,
): Promise<StoredMessage | undefined> => {
  const { query } = transaction
  const asking = prompt_id === null ? undefined : (await findMessage(query, prompt_id))?.message
  if (!asking || asking.deleted_at !== undefined || asking.ask?.handed_over) return undefined
  if (asking.question?.status === 'answered') return undefined
  if (!(await hasStaff(query, conversation_id, asker_id))) return undefined
  const open = await openQuestion(transaction, place, asking)
  const handed_over = { reason, at: place.at, answer_ids }
  const ask = { invocation_id: id, ...open.ask, handed_over }
  const passed = { ...open, ask, changed_seq: place.seq }
  await updateAsk(query, passed)
  return passed
}
