import { useEffect, useState } from 'react'
import { ApiError } from '@lectern/client'
import { useEvent } from './use-event.ts'
import { useWhenBack } from './use-when-back.ts'

export interface Page<T> {
  items: readonly T[]
  next_cursor: string | null
}

export interface Pages<T> {
  status: 'loading' | 'ready' | 'failed'
  /** Why it failed; undefined for what is no fault of the server. */
  error?: ApiError | undefined
  items: readonly T[]
  /** Loads the next page, if there is one. */
  more: (() => void) | undefined
  again: () => void
}

interface Kept<T> extends Page<T> {
  of: unknown
  isLoaded: boolean
  failure?: unknown
}

/**
 * A list of the server, a page at a time. It is another list with another `load`, and the same one, read again from its
 * beginning, with another `news`; until the answer comes, and if none comes, what was read before stays.
 */
export const usePages = <T>(
  load: (cursor?: string) => Promise<Page<T>>,
  news: unknown = undefined,
): Pages<T> => {
  const [kept, setKept] = useState<Kept<T>>()
  const [turn, setTurn] = useState(0)
  const shown = kept?.of === load ? kept : undefined
  useEffect(() => {
    let isOver = false
    load().then(
      (first) => isOver || setKept({ of: load, isLoaded: true, ...first }),
      (failure: unknown) =>
        isOver ||
        setKept((now) =>
          now?.of === load && now.isLoaded
            ? now
            : { of: load, isLoaded: false, items: [], next_cursor: null, failure },
        ),
    )
    return () => void (isOver = true)
  }, [load, news, turn])
  const again = useEvent(() => {
    setKept((now) => (now?.failure === undefined ? now : undefined))
    setTurn((turns) => turns + 1)
  })
  const failure = shown?.failure
  useWhenBack(() => failure !== undefined && again())
  const more = useEvent(() => {
    const cursor = shown?.next_cursor
    if (cursor === undefined || cursor === null) return
    load(cursor).then(
      (next) =>
        setKept((now) =>
          now === shown && now ? { ...now, ...next, items: [...now.items, ...next.items] } : now,
        ),
      (error: unknown) => setKept((now) => (now === shown && now ? { ...now, failure: error } : now)),
    )
  })
  return {
    status: failure !== undefined ? 'failed' : shown ? 'ready' : 'loading',
    error: failure instanceof ApiError ? failure : undefined,
    items: shown?.items ?? [],
    more: shown?.next_cursor ? more : undefined,
    again,
  }
}
