import { useMemo, useState } from 'react'
import { ApiError } from '@lectern/client'
import type { Search, SearchHit } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { isUnreachable, reasonOf } from '../labels/reason.ts'
import { searchHere } from './search-here.ts'
import { useAskAfterTyping } from './use-ask-after-typing.ts'
import { useEvent } from './use-event.ts'
import { useWhenBack } from './use-when-back.ts'

export interface FoundMessages {
  /** `none`: nothing is searched for. While it searches, the hits are those of before. */
  status: 'none' | 'searching' | 'found' | 'failed'
  /** Why it failed; undefined for what is no fault of the server. */
  error?: ApiError
  hits: readonly SearchHit[]
  /** That only the messages on this device were searched, and why, in words. */
  failure?: string
  /** No message has all that was searched for. */
  partial: boolean
  has_more: boolean
  loadMore: () => void
  retry: () => void
}

interface Answer {
  key: string
  hits: readonly SearchHit[]
  partial: boolean
  next_cursor: string | null
  error?: unknown
  /** Only this device was searched. */
  here?: true
}

const NOTHING: Answer = { key: '', hits: [], partial: false, next_cursor: null }

const isAsked = ({ q = '', limit: _l, cursor: _c, order: _o, ...filters }: Search): boolean =>
  q.trim() !== '' || Object.values(filters).some((value) => value !== undefined)

/** Messages of the user's conversations, a page at a time. Asked again when the connection is back. */
export const useMessageSearch = (search: Search): FoundMessages => {
  const chat = useChat()
  const labels = useLabels()
  const key = isAsked(search) ? JSON.stringify(search) : ''
  const [answer, setAnswer] = useState(NOTHING)
  const [attempt, setAttempt] = useState(0)
  const [isLoading, setLoading] = useState(false)
  const ask = useEvent(async (cursor?: string): Promise<Answer> => {
    const before = cursor === undefined ? NOTHING : answer
    try {
      const found = await chat.messages.search({ ...search, ...(cursor !== undefined && { cursor }) })
      const hits = [...before.hits, ...found.hits]
      return { key, hits, partial: found.partial ?? false, next_cursor: found.next_cursor }
    } catch (error) {
      if (cursor === undefined && isUnreachable(error))
        return { ...NOTHING, key, hits: searchHere(chat, search), error, here: true }
      return { ...before, key, error }
    }
  })
  const retry = useEvent(() => setAttempt((count) => count + 1))
  const { error } = answer
  useWhenBack(useEvent(() => error !== undefined && mayPass(error) && retry()))
  useAskAfterTyping(key || undefined, attempt, ask, setAnswer)
  const loadMore = useEvent(() => {
    const { next_cursor } = answer
    if (next_cursor === null || isLoading) return
    setLoading(true)
    void ask(next_cursor).then((next) => {
      setLoading(false)
      setAnswer((current) => (current === answer ? next : current))
    })
  })
  return useMemo(() => {
    const acts = { loadMore, retry }
    if (key === '') return { status: 'none', hits: [], partial: false, has_more: false, ...acts }
    const { hits, partial, next_cursor } = answer
    if (answer.key !== key) return { status: 'searching', hits, partial, has_more: false, ...acts }
    const found = { hits, partial, has_more: next_cursor !== null, ...acts }
    if (error === undefined) return { status: 'found', ...found }
    if (answer.here)
      return { status: 'found', ...found, failure: labels.searchedMessagesHere(reasonOf(error, labels)) }
    return { status: 'failed', ...found, ...(error instanceof ApiError && { error }) }
  }, [key, answer, error, labels, loadMore, retry])
}

const mayPass = (error: unknown): boolean => !(error instanceof ApiError) || error.transient
