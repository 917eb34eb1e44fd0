import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ConversationHandle, TimelineRow } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { BackIcon, DownIcon } from '../../ui/icons.tsx'
import { useLive, useSnapshot } from '../../hooks/use-store.ts'
import type { ConversationView } from '../../context/conversation-view.ts'
import type { Follower } from './follower.ts'

export interface NewMessagesPillProps {
  follower: Pick<Follower, 'follow'>
  rows: readonly TimelineRow[]
  atEnd: boolean
  /** True after a jump into history; the newest messages are elsewhere. */
  detached: boolean
  handle: ConversationHandle
  view: ConversationView
}

/**
 * The way back to the end, with the number of unread messages; after a jump first to its start. Also scrolls to the
 * end when the user sends.
 */
export const NewMessagesPill = (props: NewMessagesPillProps) => {
  const { follower, rows, atEnd, detached, view } = props
  useFollowOwn(follower, rows, view)
  useEffect(() => {
    if (atEnd && !detached) view.origin.set(undefined)
  }, [atEnd, detached, view])
  return atEnd && !detached ? null : <Ways {...props} />
}

const Ways = ({ follower, detached, handle, view }: NewMessagesPillProps) => {
  const labels = useLabels()
  // The server's number, as in the list: it knows what is not loaded, what was deleted, and what was read elsewhere.
  const fresh = useLive(handle.summary, (summary) => summary?.unread ?? 0)
  const origin = useSnapshot(view.origin)
  const go = async () => {
    if (detached) await handle.loadNewest().catch(() => {})
    follower.follow()
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
      <span>{text}</span>
      <DownIcon size={16} />
    </button>
  )
}

const WayBack = ({ view }: { view: ConversationView }) => (
  <button type="button" className="lectern-pill" data-back onClick={() => view.jumpBack()}>
    <BackIcon size={16} />
    <span>{useLabels().backToPlace}</span>
  </button>
)

/** An own new message is always in view. */
const useFollowOwn = (
  follower: Pick<Follower, 'follow'>,
  rows: readonly TimelineRow[],
  view: ConversationView,
): void => {
  const last = rows.at(-1)
  const followed = useRef(last?.id)
  useLayoutEffect(() => {
    if (last?.id === followed.current) return
    followed.current = last?.id
    // What is on its way is one's own.
    if (last && last.status !== 'stored') follower.follow()
  }, [last, follower])
  // On a slow device it may be stored, and others behind it, before it was ever drawn on its way.
  const sent = useSnapshot(view.justSent)?.id
  const before = useRef(sent)
  useLayoutEffect(() => {
    if (sent !== undefined && sent !== before.current) follower.follow()
    before.current = sent
  }, [sent, follower])
}
