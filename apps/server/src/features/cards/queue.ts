// The queue of a conversation's tutoring sessions; their places change in the commit that changes the queue.
import { touchMessage } from '../../records/messages.ts'
import type { StoredCard, StoredMessage } from '../../records/stored.ts'
import { findCardsInState } from './cards-rows.ts'
import { updateCard } from '../../records/cards.ts'
import type { Commit, Outcome } from './definition.ts'
import { recordOf } from './record.ts'

interface QueuedData {
  queued_at?: string | undefined
  queue_place?: number | undefined
}

/** The outcome of a session with `data` in `state`, and the new places of the others. */
export const updateQueue = async <Data extends QueuedData>(
  card: Pick<StoredCard, 'id' | 'conversation_id' | 'type' | 'state'>,
  commit: Commit,
  data: Data,
  state: string,
): Promise<Outcome<Data>> => {
  if (state !== 'queued' && card.state !== 'queued') return { data, state }
  const { conversation_id, type } = card
  const messages = await findCardsInState(commit.transaction.query, {
    conversation_id,
    type,
    state: 'queued',
  })
  const others = messages.filter((message) => message.card?.id !== card.id)
  const since = others.map((message) => (recordOf(message).data as QueuedData).queued_at ?? '')
  const placed = (queued_at = '') => 1 + since.filter((each) => each < queued_at).length
  const { queued_at } = data
  const isQueued = state === 'queued'
  const moved: StoredMessage[] = []
  for (const message of others) {
    const own = (recordOf(message).data as QueuedData).queued_at ?? ''
    const behind = isQueued && queued_at !== undefined && queued_at < own ? 1 : 0
    moved.push(...(await move(commit, message, placed(own) + behind)))
  }
  return {
    data: isQueued ? { ...data, queue_place: placed(queued_at) } : data,
    state,
    messages: moved,
  }
}

const move = async (
  { transaction, place }: Commit,
  message: StoredMessage,
  queue_place: number,
): Promise<StoredMessage[]> => {
  const record = recordOf(message)
  if (record.data['queue_place'] === queue_place) return []
  const next = { ...record, data: { ...record.data, queue_place } }
  const moved = { ...message, changed_seq: place.seq, card: next }
  await updateCard(transaction.query, next)
  await touchMessage(transaction.query, moved)
  return [moved]
}
