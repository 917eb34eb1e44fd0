import type { ApiError } from '../core/errors.ts'
import type { History } from './history.ts'
import type { TimelineRow } from './rows.ts'
import { hasMoreBefore } from './timeline.ts'

export interface Timeline {
  status: 'loading' | 'ready' | 'error'
  error?: ApiError
  /** The user was a member and has left; `error` is `not_found`. */
  left?: true
  /** In the order of the conversation; messages in the outbox come last. */
  rows: readonly TimelineRow[]
  has_more_before: boolean
  loading_before: boolean
  /** True after a jump into history: `loadNewest` returns. */
  has_more_after: boolean
}

export const viewOf = (history: History, rows: readonly TimelineRow[]): Timeline => {
  const { status, error, left, timeline, loadingBefore } = history
  return {
    status,
    ...(error ? { error } : {}),
    ...(left ? { left } : {}),
    rows,
    has_more_before: hasMoreBefore(timeline),
    loading_before: loadingBefore,
    has_more_after: timeline.detour !== undefined,
  }
}
