import { useState } from 'react'
import type { Card, DiscussReply } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useRowScope } from '../rows/row-context.ts'

/** More replies than a card holds, loaded on demand; they are not updated until the card changes. */
export const useAllReplies = ({ id, rev }: Card) => {
  const { handle, view } = useRowScope()
  const labels = useLabels()
  const [loaded, setLoaded] = useState<{ rev: number; replies: DiscussReply[] }>()
  const [loading, setLoading] = useState(false)
  const fetchAll = async (): Promise<DiscussReply[]> => {
    const replies: DiscussReply[] = []
    let cursor: string | undefined
    do {
      const page = await handle.replies(id, cursor)
      replies.push(...page.replies)
      cursor = page.next_cursor ?? undefined
    } while (cursor !== undefined)
    return replies
  }
  const load = () => {
    if (loading) return
    setLoading(true)
    fetchAll()
      .then((replies) => setLoaded({ rev, replies }))
      .catch((error: unknown) => view.notice.fail(error, labels))
      .finally(() => setLoading(false))
  }
  return { all: loaded?.rev === rev ? loaded.replies : undefined, load, loading }
}
