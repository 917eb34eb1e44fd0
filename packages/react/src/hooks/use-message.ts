import { useEffect, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useStore } from './use-store.ts'

/** A message of a conversation, loaded or not; nothing while it is unknown. */
export const useMessage = (handle: ConversationHandle, id: string | undefined): Message | undefined => {
  const shown = useStore(handle.timeline, ({ rows }) => rows.find((row) => row.id === id)?.message)
  const [fetched, setFetched] = useState<Message>()
  const isMissing = id !== undefined && shown === undefined
  useEffect(() => {
    if (!isMissing) return
    let current = true
    handle.message(id).then(
      (found) => current && setFetched(found),
      // What it is for says less then.
      () => {},
    )
    return () => {
      current = false
    }
  }, [handle, id, isMissing])
  return shown ?? (fetched?.id === id ? fetched : undefined)
}
