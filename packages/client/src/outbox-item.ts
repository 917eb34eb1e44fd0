import type { Message, NewMessage } from '@lectern/protocol'
import type { ApiError } from './errors.ts'

export interface SendFailure {
  code: string
  /** What the server said, for the person who wrote it. */
  reason: string
  /** Sending the same again may succeed, for example after being added to the conversation. */
  retryable: boolean
}

/** A message on its way. */
export interface OutboxItem {
  readonly id: string
  readonly user_id: string
  readonly conversation_id: string
  /** Order of sending; only ever compared with other items. */
  readonly position: number
  readonly body: Omit<NewMessage, 'id'>
  readonly created_at: number
  readonly status: 'queued' | 'sending' | 'failed' | 'acknowledged'
  readonly failure?: SendFailure
  readonly acknowledged_at?: number
  /** The stored message, from the acknowledgement until the timeline has it; not persisted. */
  readonly stored?: Message
}

/** The same text would be refused again. */
const HOPELESS: readonly string[] = ['invalid', 'too_large', 'rejected', 'conflict']

/** To be sent, again or for the first time. */
export const queued = ({
  failure: _f,
  acknowledged_at: _a,
  stored: _s,
  ...item
}: OutboxItem): OutboxItem => ({
  ...item,
  status: 'queued',
})

export const failed = (item: OutboxItem, { code, message }: ApiError): OutboxItem => ({
  ...item,
  status: 'failed',
  failure: { code, reason: message, retryable: !HOPELESS.includes(code) },
})

export const acknowledged = (
  { failure: _, ...item }: OutboxItem,
  stored: Message,
  acknowledged_at: number,
): OutboxItem => ({ ...item, status: 'acknowledged', acknowledged_at, stored })

/** What a reload shall find: an item that was being sent is to be sent. */
export const persistent = ({ stored: _, ...item }: OutboxItem): OutboxItem =>
  item.status === 'sending' ? { ...item, status: 'queued' } : item
