import { useEffect, useState } from 'react'
import type { Attachment } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useTimeline } from '../hooks/hooks.ts'

export interface SentFiles {
  /** Undefined until they are loaded. */
  attachments: readonly Attachment[] | undefined
  failed: boolean
  /** Loads the next page, if there is one. */
  more: (() => void) | undefined
  again: () => void
}

interface Page {
  key: string
  attachments: readonly Attachment[]
  cursor: string | null
}

const PAGE = 30

/** The files of a conversation, the newest first; loaded again when a message with files comes or goes. */
export const useSentFiles = (conversationId: string, kind: 'image' | 'file'): SentFiles => {
  const { attachments } = useChat()
  const newest = useTimeline(conversationId, ({ rows }) =>
    rows.reduce(
      (seq, { status, message }) =>
        status === 'stored' && (message.parts.length > 0 || message.deleted_at)
          ? Math.max(seq, message.changed_seq)
          : seq,
      0,
    ),
  )
  const key = `${conversationId} ${kind}`
  const [page, setPage] = useState<Page>()
  const [failure, setFailure] = useState<string>()
  const [turn, setTurn] = useState(0)
  const shown = page?.key === key ? page : undefined

  useEffect(() => {
    let gone = false
    attachments.list(conversationId, { kind, limit: PAGE }).then(
      (first) => {
        if (gone) return
        setFailure(undefined)
        setPage({ key, attachments: first.attachments, cursor: first.next_cursor })
      },
      () => !gone && setFailure(key),
    )
    return () => {
      gone = true
    }
  }, [attachments, conversationId, kind, key, newest, turn])

  const more = (cursor: string) => (): void => {
    attachments.list(conversationId, { kind, limit: PAGE, cursor }).then(
      (next) =>
        setPage((now) =>
          now?.key === key && now.cursor === cursor
            ? { key, attachments: [...now.attachments, ...next.attachments], cursor: next.next_cursor }
            : now,
        ),
      () => setFailure(key),
    )
  }
  return {
    attachments: shown?.attachments,
    failed: failure === key && !shown,
    more: shown?.cursor ? more(shown.cursor) : undefined,
    again: () => {
      setFailure(undefined)
      setTurn(turn + 1)
    },
  }
}
