import { useMemo, useState } from 'react'
import type { ConversationHandle, Timeline } from '@lectern/client'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useConversation, useConversationHandle, useMe, useTimeline } from '../hooks/hooks.ts'
import { useSnapshot, useStore } from '../hooks/use-store.ts'
import { LazyThreadPane } from './thread/LazyThread.tsx'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import { Trouble } from '../ui/Trouble.tsx'
import { LazyAnnouncer } from './list/LazyAnnouncer.tsx'
import { useCardViews } from '../cards/lazy-views.ts'
import { useKeepClaims } from '../cards/use-keep-claims.ts'
import { MessageList, type MessageListProps } from './list/MessageList.tsx'
import { NotAMember } from './NotAMember.tsx'
import { RowScopeProvider, type RowScope } from '../rows/row-context.ts'
import { TimelineSkeleton } from './list/TimelineSkeleton.tsx'
import { useFirstUnread } from './list/use-first-unread.ts'
import { placeToKeep } from './list/use-start-place.ts'

export interface ChatBoxProps {
  conversationId: string
  /** A message to show and mark, as from a shared link. */
  messageId?: string | undefined
  /** Leaves a conversation that the user is not a member of, or no longer. */
  onExit?: (() => void) | undefined
}

/** The user is not a member, or there is no such conversation. */
export const isMissing = ({ error }: Pick<Timeline, 'error'>): boolean => error?.code === 'not_found'

/** The history of a conversation, or what replaces it. Fills the height of its container. */
export const ChatBox = ({ conversationId, messageId, onExit }: ChatBoxProps) => {
  const labels = useLabels()
  const handle = useConversationHandle(conversationId)
  // Not the rows: at each message only the list renders.
  const status = useTimeline(conversationId, (timeline) => timeline.status)
  const error = useTimeline(conversationId, (timeline) => timeline.error)
  const me = useMe()
  const known = useConversation(conversationId, (summary) => summary !== undefined)
  if (isMissing({ error })) {
    return (
      <div className="lectern-box">
        <NotAMember conversationId={conversationId} onExit={onExit} />
      </div>
    )
  }
  if (status === 'error') {
    const retry = () => void handle.loadNewest().catch(() => {})
    return (
      <div className="lectern-box">
        <Trouble title={labels.historyFailed} error={error} kept={labels.kept} onRetry={retry} />
      </div>
    )
  }
  const waits = !me || !known || status === 'loading'
  return (
    <div className="lectern-box">
      {waits ? (
        <TimelineSkeleton />
      ) : (
        <OpenBox key={conversationId} conversationId={conversationId} messageId={messageId} />
      )}
    </div>
  )
}

/** Mounted anew for each conversation, so that state of one never meets another. */
const OpenBox = ({ conversationId, messageId }: Omit<ChatBoxProps, 'onExit'>) => {
  const { views } = useChatEnvironment()
  const handle = useConversationHandle(conversationId)
  const me = useMe()
  const direct = useConversation(conversationId, (summary) => summary?.kind === 'direct')
  const view = views.of(conversationId)
  const [linked, setLinked] = useState(() => (messageId ? { id: messageId } : undefined))
  if (messageId && messageId !== linked?.id) setLinked({ id: messageId })
  // A jump of an earlier visit is not repeated at this one.
  const [former] = useState(() => view.target.get())
  const wished = useSnapshot(view.target)
  const target = wished === former ? linked : wished
  const [place] = useState(() => placeToKeep(handle, view))
  const searching = useFirstUnread(handle, !place && !target)
  const thread = useSnapshot(view.thread)
  // Beside the conversation, if there are details; else over it.
  const isBeside = useStore(views.detailsShown, (count) => count > 0)
  useKeepClaims(handle, me)
  const scope = useMemo<RowScope | undefined>(
    () => me && { handle, me, direct, view, jump: (id) => view.jumpTo(id) },
    [handle, me, direct, view],
  )
  if (!scope) return null
  if (searching) return <TimelineSkeleton />
  return (
    <RowScopeProvider value={scope}>
      <PartBoundary>
        <OpenList handle={handle} target={target} place={place} />
      </PartBoundary>
      {thread && !isBeside && (
        <PartBoundary scope={thread}>
          <LazyThreadPane key={thread} message_id={thread} onClose={() => view.thread.set(undefined)} />
        </PartBoundary>
      )}
      <LazyAnnouncer handle={handle} />
    </RowScopeProvider>
  )
}

type OpenListProps = MessageListProps & { handle: ConversationHandle }

const OpenList = ({ handle, ...list }: OpenListProps) =>
  useCardViews(handle) ? <MessageList {...list} /> : <TimelineSkeleton />
