import { useEffect, useMemo, useState } from 'react'
import { ApiError } from '@lectern/client'
import type { ConversationFilter } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { after } from '../core/clock.ts'
import { reasonOf } from '../labels/reason.ts'
import { useConversations } from './hooks.ts'
import { useAskAfterTyping } from './use-ask-after-typing.ts'
import { useEvent } from './use-event.ts'
import { useWhenBack } from './use-when-back.ts'

/** A single request may fail while the connection stands; what the server refuses it refuses again. */
const AGAIN_MS = 5_000

export interface FoundConversations {
  /** `here`: the loaded conversations are all there is to look at. `failed`: only those were looked at. */
  status: 'here' | 'searching' | 'found' | 'failed'
  /** That only those were looked at, and why, in words. */
  failure?: string
  /** What the server found. */
  ids: ReadonlySet<string>
  /** There are further ones. */
  has_more: boolean
  loadMore: () => void
}

interface Answer {
  key: string
  status: 'found' | 'failed'
  error?: unknown
  ids: ReadonlySet<string>
  next_cursor: string | null
}

const NONE: Omit<Answer, 'key' | 'status'> = { ids: new Set(), next_cursor: null }

const mayPass = (error: unknown): boolean => !(error instanceof ApiError) || error.transient

/**
 * Looks for conversations on the whole list: the server knows those that are not loaded, and all their members. What it
 * finds is loaded.
 */
export const useFoundConversations = (typed: string, filter: ConversationFilter): FoundConversations => {
  const { conversations } = useChat()
  const labels = useLabels()
  const isPart = useConversations(({ has_more, listed }) => has_more || !listed)
  const q = typed.trim()
  // A member may be unknown here, though the conversation is loaded.
  const isAsked = q !== '' || (filter !== 'all' && isPart)
  const key = isAsked ? `${filter} ${q}` : ''
  const [answer, setAnswer] = useState<Answer>()
  const ask = useEvent(async (cursor?: string) => {
    const known = cursor === undefined || answer === undefined ? NONE : answer
    const found = await conversations
      .find({ filter, ...(q !== '' && { q }), ...(cursor !== undefined && { cursor }) })
      .catch((error: unknown) => ({ error }))
    return 'error' in found
      ? { ...known, key, status: 'failed' as const, error: found.error }
      : {
          key,
          status: 'found' as const,
          ids: new Set([...known.ids, ...found.ids]),
          next_cursor: found.next_cursor,
        }
  })
  const [attempt, setAttempt] = useState(0)
  const again = useEvent(() => setAttempt((count) => count + 1))
  useWhenBack(again)
  const failed =
    answer?.key === key && answer.status === 'failed' && mayPass(answer.error) ? answer : undefined
  useEffect(() => (failed === undefined ? undefined : after(AGAIN_MS, again)), [failed, again])
  useAskAfterTyping(key || undefined, attempt, ask, setAnswer)
  const loadMore = useEvent(() => {
    if (!answer?.next_cursor) return
    const cursor = answer.next_cursor
    void ask(cursor).then((next) => setAnswer((current) => (current === answer ? next : current)))
  })
  return useMemo(() => {
    if (key === '') return { ...NONE, status: 'here', has_more: false, loadMore }
    if (answer?.key !== key) return { ...NONE, status: 'searching', has_more: false, loadMore }
    const { status, error, ids, next_cursor } = answer
    const failure = status === 'failed' && { failure: labels.searchedHere(reasonOf(error, labels)) }
    return { status, ...failure, ids, has_more: next_cursor !== null, loadMore }
  }, [key, answer, labels, loadMore])
}
