import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ApiError } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useRowScope } from '../chat/row-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'

export interface ThreadMessages {
  /** The question first; undefined while nothing is known. */
  messages: readonly Message[] | undefined
  error: ApiError | undefined
  retry: () => void
}

/** What the server has of a thread, and over it what the conversation shows of it by now. */
export const useThread = (question_id: string): ThreadMessages => {
  const { handle } = useRowScope()
  const { rows } = useSnapshot(handle.timeline)
  const [loaded, setLoaded] = useState<readonly Message[]>([])
  const [error, setError] = useState<ApiError>()
  const load = useCallback(() => {
    setError(undefined)
    return handle.thread(question_id).then(setLoaded, setError)
  }, [handle, question_id])
  useEffect(() => void load(), [load])
  const messages = useMemo(() => {
    const shown = rows
      .map(({ message }) => message)
      .filter(({ id, reply_to_id }) => id === question_id || reply_to_id === question_id)
    const byId = new Map(loaded.map((message): [string, Message] => [message.id, message]))
    for (const message of shown) byId.set(message.id, message)
    // What is on its way has no number yet, and is the last in the order of the map.
    const answers = [...byId.values()].filter(({ id }) => id !== question_id).sort(inOrder)
    const question = byId.get(question_id)
    return question && [question, ...answers]
  }, [rows, loaded, question_id])
  return { messages, error: messages ? undefined : error, retry: () => void load() }
}

const inOrder = (a: Message, b: Message): number =>
  (a.created_seq || Number.MAX_SAFE_INTEGER) - (b.created_seq || Number.MAX_SAFE_INTEGER)
