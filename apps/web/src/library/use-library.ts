import { useCallback, useState } from 'react'
import type { DocumentFilter } from '@lectern/client'
import type { DocumentSummary, Passage } from '@lectern/protocol'
import { useChat, useLoad, type LoadState } from '@lectern/react'
import type { LibraryFilter } from '../routes.ts'

/** The query for the server. */
export const queryOf = ({ place, collection, withdrawn }: LibraryFilter): DocumentFilter => ({
  ...(place === 'school' ? { school: '1' } : place !== undefined && { conversation_id: place }),
  ...(collection !== undefined && { collection }),
  ...(withdrawn && { state: 'withdrawn' }),
})

export interface LibraryList {
  documents: readonly DocumentSummary[]
  /** For a search, best first. */
  passages?: readonly Passage[]
  next_cursor: string | null
}

export interface Library {
  listed: LoadState<LibraryList>
  reload(): void
  /** Loads the next page. @throws ApiError */
  more(): Promise<void>
}

export const useLibrary = (filter: LibraryFilter): Library => {
  const { documents } = useChat()
  const key = JSON.stringify(filter)
  const load = useCallback(async (): Promise<LibraryList> => {
    const wanted = JSON.parse(key) as LibraryFilter
    const query = queryOf(wanted)
    if (wanted.q === undefined) return documents.list(query)
    return { ...(await documents.search(wanted.q, query)), next_cursor: null }
  }, [documents, key])
  const [listed, reload, put] = useLoad(load)
  const more = async () => {
    if (listed.status !== 'ready' || listed.value.next_cursor === null) return
    const cursor = listed.value.next_cursor
    const next = await documents.list({ ...queryOf(filter), cursor })
    put({ ...next, documents: [...listed.value.documents, ...next.documents] })
  }
  return { listed, reload, more }
}

/** A field's text and, after a pause, the search for it, so that not every key asks the server. */
export const useSearchText = (q: string, onSearch: (q: string) => void): [string, (text: string) => void] => {
  const [typed, setTyped] = useState({ of: q, text: q })
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>()
  const text = typed.of === q ? typed.text : q
  const type = (next: string) => {
    setTyped({ of: q, text: next })
    clearTimeout(timer)
    setTimer(
      setTimeout(() => {
        setTyped({ of: next.trim(), text: next })
        onSearch(next.trim())
      }, PAUSE_MS),
    )
  }
  return [text, type]
}

const PAUSE_MS = 200
