import type { Role, User } from '@lectern/protocol'
import { useEffect, useState } from 'react'

const DEBOUNCE_MS = 150

export interface People {
  status: 'searching' | 'ready' | 'failed'
  users: readonly User[]
  error?: unknown
}

type Search = (q: string, role?: Role) => Promise<User[]>

/** People to whom the user may write, by a part of their name; the last answer stays until the next one. */
export const usePeople = (search: Search, query: string): People => {
  const [people, setPeople] = useState<People>({ status: 'searching', users: [] })
  useEffect(() => {
    let isLatest = true
    const look = () =>
      search(query.trim()).then(
        (users) => isLatest && setPeople({ status: 'ready', users }),
        (error: unknown) => isLatest && setPeople({ status: 'failed', users: [], error }),
      )
    setPeople((before) => ({ status: 'searching', users: before.users }))
    const timer = setTimeout(() => void look(), query === '' ? 0 : DEBOUNCE_MS)
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [search, query])
  return people
}
