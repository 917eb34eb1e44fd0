import type { ApiError } from '../core/errors.ts'
import type { ConversationSummary } from './summary.ts'
import { totalsOf, type Counts } from './totals.ts'

export interface ConversationsState {
  status: 'loading' | 'ready' | 'error'
  error?: ApiError
  /** Newest activity first. */
  items: ConversationSummary[]
  has_more: boolean
  /** Whether the server gave a page in this visit: before that these are the conversations that the device kept. */
  listed: boolean
  /** Over all conversations, those that are not loaded included. */
  totals: Counts
}

export const NONE_YET: ConversationsState = {
  status: 'loading',
  items: [],
  has_more: false,
  listed: false,
  totals: totalsOf([]),
}
