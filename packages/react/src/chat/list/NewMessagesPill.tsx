import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationHandle, TimelineRow } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { BackIcon, DownIcon } from '../../ui/icons.tsx'
import { useSnapshot, useStore } from '../../hooks/use-store.ts'
import type { ConversationView } from '../../context/conversation-view.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

export interface NewMessagesPillProps {
  list: ListVirtualizer
  rows: readonly TimelineRow[]
  atEnd: boolean
  /** True after a jump into history; the newest messages are elsewhere. */
  detached: boolean
  handle: ConversationHandle
  view: ConversationView
}

/**
 * The way back to the end, with the number of new messages; after a jump first to its start. Also scrolls to
 * the end when the user sends.
 */
export const NewMessagesPill = ({ list, rows, atEnd, detached, handle, view }: NewMessagesPillProps) => {
  const labels = useLabels()
  const unread = useStore(handle.summary, (summary) => summary?.unread ?? 0)
  const newest = rows.reduce((seq, { message }) => Math.max(seq, message.created_seq), 0)
  const [seen, setSeen] = useState(newest)
  if (atEnd && !detached && seen < newest) setSeen(newest)
  useFollowOwn(list, rows)
  const origin = useSnapshot(view.origin)
  useEffect(() => {
    if (atEnd && !detached) view.origin.set(undefined)
  }, [atEnd, detached, view])
  if (atEnd && !detached) return null
  const fresh = detached
    ? unread
    : rows.filter(({ own, message }) => !own && message.created_seq > seen).length
  const go = async () => {
    if (detached) await handle.loadNewest().catch(() => {})
    list.scrollToEnd()
  }
  if (origin) return <WayBack view={view} />
  const text = fresh > 0 ? labels.newMessages(fresh) : undefined
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

const WayBack = ({ view }: { view: ConversationView }) => (
  <button type="button" className="lectern-pill" data-back onClick={() => view.jumpBack()}>
    <BackIcon size={16} />
    {useLabels().backToPlace}
  </button>
)

/** An own new message is always in view. */
const useFollowOwn = (list: ListVirtualizer, rows: readonly TimelineRow[]): void => {
  const last = rows.at(-1)
  const followed = useRef(last?.id)
  useLayoutEffect(() => {
    if (last?.id === followed.current) return
    followed.current = last?.id
    // What is on its way is one's own.
    if (last && last.status !== 'stored') list.scrollToEnd()
  }, [last, list])
}
