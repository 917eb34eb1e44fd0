import { useCallback } from 'react'
import type { Attachment } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useTimeline } from '../hooks/hooks.ts'
import { usePages, type Pages } from '../hooks/use-pages.ts'

const PAGE = 30

/** The files of a conversation, the newest first; loaded again when a message with files comes or goes. */
export const useSentFiles = (conversationId: string, kind: 'image' | 'file'): Pages<Attachment> => {
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
  const load = useCallback(
    async (cursor?: string) => {
      const query = { kind, limit: PAGE, ...(cursor !== undefined && { cursor }) }
      const { attachments: items, next_cursor } = await attachments.list(conversationId, query)
      return { items, next_cursor }
    },
    [attachments, conversationId, kind],
  )
  return usePages(load, newest)
}
