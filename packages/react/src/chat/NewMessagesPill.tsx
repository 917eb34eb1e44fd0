import { useLayoutEffect, useRef, useState } from 'react'
import type { ConversationHandle, TimelineRow } from '@lectern/client'
import { DownIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

export interface NewMessagesPillProps {
  list: ListVirtualizer
  rows: readonly TimelineRow[]
  atEnd: boolean
  /** One jumped into history; the newest messages are elsewhere. */
  detached: boolean
  handle: ConversationHandle
}

/** The way back to the end, with what came meanwhile. Also takes one there when one sends. */
export const NewMessagesPill = ({ list, rows, atEnd, detached, handle }: NewMessagesPillProps) => {
  const labels = useLabels()
  const newest = rows.reduce((seq, { message }) => Math.max(seq, message.created_seq), 0)
  const [seen, setSeen] = useState(newest)
  if (atEnd && !detached && seen < newest) setSeen(newest)
  useFollowOwn(list, rows)
  if (atEnd && !detached) return null
  const fresh = rows.filter(({ own, message }) => !own && message.created_seq > seen).length
  const go = async () => {
    if (detached) await handle.loadNewest().catch(() => {})
    list.scrollToEnd()
  }
  const text = fresh > 0 && !detached ? labels.newMessages(fresh) : undefined
  return (
    <button
      type="button"
      className="lectern-pill"
      data-fresh={text ? true : undefined}
      aria-label={text ?? labels.toNewest}
      title={labels.toNewest}
      onClick={() => void go()}
    >
      {text}
      <DownIcon size={16} />
    </button>
  )
}

/** What one just wrote is always in view. */
const useFollowOwn = (list: ListVirtualizer, rows: readonly TimelineRow[]): void => {
  const last = rows.at(-1)
  const followed = useRef(last?.id)
  useLayoutEffect(() => {
    if (last?.id === followed.current) return
    followed.current = last?.id
    if (last?.own && last.status !== 'stored') list.scrollToEnd()
  }, [last, list])
}
