import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ConversationHandle, ConversationSummary, Store, TimelineRow } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { BackIcon, DownIcon } from '../../ui/icons.tsx'
import { useLive, useSnapshot } from '../../hooks/use-store.ts'
import type { ConversationView } from '../../context/conversation-view.ts'
import type { Follower } from './follower.ts'

export interface NewMessagesPillProps {
  follower: Pick<Follower, 'follow'>
  rows: readonly TimelineRow[]
  /** `created_seq` of the newest message that was in view. */
  seen: Store<number>
  atEnd: boolean
  /** True after a jump into history; the newest messages are elsewhere. */
  detached: boolean
  handle: ConversationHandle
  view: ConversationView
}

/**
 * The way back to the end, with the number of new messages below; after a jump first to its start. Also scrolls to the
 * end when the user sends.
 */
export const NewMessagesPill = (props: NewMessagesPillProps) => {
  const { follower, rows, atEnd, detached, view } = props
  useFollowOwn(follower, rows)
  useEffect(() => {
    if (atEnd && !detached) view.origin.set(undefined)
  }, [atEnd, detached, view])
  return atEnd && !detached ? null : <Ways {...props} />
}

const Ways = ({ follower, rows, seen: newest, detached, handle, view }: NewMessagesPillProps) => {
  const labels = useLabels()
  const summary = useLive(handle.summary, (known) => known)
  const seen = useSnapshot(newest)
  const origin = useSnapshot(view.origin)
  const go = async () => {
    if (detached) await handle.loadNewest().catch(() => {})
    follower.follow()
  }
  if (origin) return <WayBack view={view} />
  const fresh = detached ? freshElsewhere(rows, seen, summary) : rows.filter(isAfter(seen)).length
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

/** Messages of others that came after the newest one in view. */
const isAfter =
  (seen: number) =>
  ({ own, message }: TimelineRow): boolean =>
    !own && message.kind !== 'system' && !message.deleted_at && message.created_seq > seen

/** Not all of them are loaded; the server's number also has those that were in view too shortly to be read. */
const freshElsewhere = (
  rows: readonly TimelineRow[],
  seen: number,
  { unread, read_seq }: Pick<ConversationSummary, 'unread' | 'read_seq'> = { unread: 0, read_seq: 0 },
): number => {
  const unreadInView = rows.filter((row) => isAfter(read_seq)(row) && row.message.created_seq <= seen)
  return Math.max(0, unread - unreadInView.length)
}

const WayBack = ({ view }: { view: ConversationView }) => (
  <button type="button" className="lectern-pill" data-back onClick={() => view.jumpBack()}>
    <BackIcon size={16} />
    <span>{useLabels().backToPlace}</span>
  </button>
)

/** An own new message is always in view. */
const useFollowOwn = (follower: Pick<Follower, 'follow'>, rows: readonly TimelineRow[]): void => {
  const last = rows.at(-1)
  const followed = useRef(last?.id)
  useLayoutEffect(() => {
    if (last?.id === followed.current) return
    followed.current = last?.id
    // What is on its way is one's own.
    if (last && last.status !== 'stored') follower.follow()
  }, [last, follower])
}
