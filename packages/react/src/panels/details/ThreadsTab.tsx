import { useCallback, useMemo, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Thread as ThreadRow } from '@lectern/protocol'
import { useCardViews } from '../../cards/lazy-views.ts'
import { TimelineSkeleton } from '../../chat/list/TimelineSkeleton.tsx'
import { Thread } from '../../chat/thread/Thread.tsx'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { say } from '../../core/announcements.ts'
import { useConversationHandle, useMe } from '../../hooks/hooks.ts'
import { useCurrent } from '../../hooks/use-message.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { reasonOf } from '../../labels/reason.ts'
import { MessageLink } from '../../questions/MessageLink.tsx'
import { RowScopeProvider, useRowScope, type RowScope } from '../../rows/row-context.ts'
import { Alert } from '../../ui/Alert.tsx'
import { BellIcon, ThreadIcon } from '../../ui/icons.tsx'
import { PagedSection } from '../../ui/PagedSection.tsx'
import type { DetailsProps } from './sections.ts'
import { useShownThreads } from './use-threads.ts'

/** The threads of a conversation, or the open one. */
export const ThreadsTab = ({ summary, jump }: DetailsProps) => {
  const { views } = useChatEnvironment()
  const view = views.of(summary.id)
  const thread = useSnapshot(view.thread)
  const me = useMe()
  const handle = useConversationHandle(summary.id)
  const direct = summary.kind === 'direct'
  const scope = useMemo<RowScope | undefined>(
    () => me && { handle, me, direct, view, jump },
    [handle, me, direct, view, jump],
  )
  if (!scope) return null
  if (thread === undefined) return <ThreadList handle={handle} onOpen={(id) => view.thread.set(id)} />
  return (
    <RowScopeProvider value={scope}>
      <OpenThread key={thread} message_id={thread} onClose={() => view.thread.set(undefined)} />
    </RowScopeProvider>
  )
}

const OpenThread = ({ message_id, onClose }: { message_id: string; onClose: () => void }) => {
  const { handle } = useRowScope()
  if (!useCardViews(handle)) return <TimelineSkeleton />
  return (
    <div className="lectern-details-thread">
      <Thread message_id={message_id} onClose={onClose} isBack />
    </div>
  )
}

interface ListProps {
  handle: ConversationHandle
  onOpen: (message_id: string) => void
}

const ThreadList = ({ handle, onOpen }: ListProps) => {
  const labels = useLabels()
  const [failure, setFailure] = useState<string>()
  const { pages } = useShownThreads()
  const follow = useCallback(
    async ({ message }: ThreadRow, follows: boolean) => {
      setFailure(undefined)
      try {
        await handle.threads.mark(message.id, { follows })
        say(follows ? labels.threads.nowFollowed : labels.threads.noLongerFollowed)
      } catch (caught) {
        setFailure(labels.notDone(reasonOf(caught, labels)))
      }
    },
    [handle, labels],
  )
  return (
    <PagedSection
      title={labels.threads.title}
      pages={pages}
      none={labels.threads.none}
      failed={labels.threads.failed}
      note={failure !== undefined && <Alert>{failure}</Alert>}
      hasSkeleton
    >
      {(thread) => <Item key={thread.message.id} thread={thread} onOpen={onOpen} onFollow={follow} />}
    </PagedSection>
  )
}

interface ItemProps extends Pick<ListProps, 'onOpen'> {
  thread: ThreadRow
  onFollow: (thread: ThreadRow, follows: boolean) => Promise<void>
}

const Item = ({ thread, onOpen, onFollow }: ItemProps) => {
  const labels = useLabels()
  const message = useCurrent(thread.message)
  const { replies, unread, follows } = thread
  const counted = labels.threads.replies(replies, unread)
  const excerpt = message.content.slice(0, 60)
  return (
    <li className="lectern-thread-item" data-unread={(follows && unread > 0) || undefined}>
      <MessageLink
        message={message}
        icon={<ThreadIcon size={18} />}
        state={counted}
        onOpen={() => onOpen(message.id)}
      />
      <button
        type="button"
        className="lectern-icon-button"
        aria-pressed={follows}
        aria-label={labels.threads.follow(excerpt)}
        title={follows ? labels.threads.following : labels.threads.notFollowing}
        onClick={() => void onFollow(thread, !follows)}
      >
        <BellIcon size={18} />
      </button>
    </li>
  )
}
