import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import type { ConversationHandle } from '@lectern/client'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { ChatInput } from '../composer/ChatInput.tsx'
import { MessageBubble } from '../message/MessageBubble.tsx'
import { RowScopeProvider, useRowScope, type RowScope } from '../../rows/row-context.ts'
import { lastOwnId } from '../../rows/timeline-items.ts'
import { TimelineSkeleton } from '../list/TimelineSkeleton.tsx'
import { after } from '../../core/clock.ts'
import { useEvent } from '../../hooks/use-event.ts'
import { Alert } from '../../ui/Alert.tsx'
import { BackIcon, CloseIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { isTouch } from '../../core/is-touch.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { FollowThread } from './FollowThread.tsx'
import { useThread, type ThreadRows } from './use-thread.ts'
import { DeeperHeadings, Heading } from '../../ui/Heading.tsx'

export interface ThreadProps {
  message_id: string
  onClose: () => void
  /** The button that closes it goes back to a list. */
  isBack?: boolean
}

/** A message with the replies to it. The conversation beside it can be read and written meanwhile. */
export const Thread = ({ message_id, onClose, isBack = false }: ThreadProps) => {
  const labels = useLabels()
  const { views } = useChatEnvironment()
  const outer = useRowScope()
  const section = useRef<HTMLElement>(null)
  const { handle, me } = outer
  const thread = useThread(handle, message_id, me)
  const first = thread.rows.find(({ id }) => id === message_id)?.message
  const scope = useMemo<RowScope>(
    () => ({ ...outer, view: views.of(handle.id, message_id), question: first }),
    [outer, views, handle, message_id, first],
  )
  const [opener] = useState(() => document.activeElement)
  const [failure, setFailure] = useState<string>()
  const wrote = thread.rows.some(({ own, status }) => own && status === 'stored')
  const close = () => {
    onClose()
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus()
  }
  useReadThread(handle, message_id, thread.rows)
  useEffect(() => {
    const field = section.current?.querySelector<HTMLElement>(isTouch() ? '[data-owns-focus]' : 'textarea')
    field?.focus()
  }, [])
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.stopPropagation()
    close()
  }
  return (
    <section ref={section} className="lectern-thread-page" aria-label={labels.thread} onKeyDown={leave}>
      <header className="lectern-header">
        {isBack && <IconButton label={labels.allThreads} icon={<BackIcon />} onClick={close} />}
        <Heading as="h2" tabIndex={-1} data-owns-focus>
          {labels.thread}
        </Heading>
        <button type="button" className="lectern-link-button" onClick={() => scope.jump(message_id)}>
          {labels.threads.show}
        </button>
        <FollowThread {...{ handle, message_id, wrote }} onFailure={setFailure} />
        {!isBack && <IconButton label={labels.close} icon={<CloseIcon />} onClick={close} />}
      </header>
      {failure !== undefined && <Alert>{failure}</Alert>}
      <RowScopeProvider value={scope}>
        <DeeperHeadings by={1}>
          <ThreadMessages {...thread} />
          <ChatInput conversationId={handle.id} threadId={message_id} autoFocus={false} />
        </DeeperHeadings>
      </RowScopeProvider>
    </section>
  )
}

/** As in the conversation: what is in view of somebody for so long was read. */
const READ_MS = 500

/** Says how far a thread is read while its window has the focus. */
const useReadThread = (handle: ConversationHandle, message_id: string, rows: ThreadRows['rows']): void => {
  const last = rows.reduce((seq, { message, own }) => (own ? seq : Math.max(seq, message.created_seq)), 0)
  const mark = useEvent(async () => {
    if (!document.hasFocus()) return
    await handle.threads.mark(message_id, { read_seq: last })
  })
  useEffect(() => {
    if (last === 0) return undefined
    let cancel = () => {}
    // Without a server it stays unread until the next visit.
    const begin = () => {
      cancel()
      cancel = after(READ_MS, () => void mark().catch(() => {}))
    }
    begin()
    addEventListener('focus', begin)
    return () => {
      cancel()
      removeEventListener('focus', begin)
    }
  }, [last, mark])
}

const ThreadMessages = ({ rows, isLoading, error, hasMore, loadMore, retry }: ThreadRows) => {
  const labels = useLabels()
  const scroller = useRef<HTMLDivElement>(null)
  useFollowOwn(scroller, rows)
  const [first, ...replies] = rows
  const lastOwn = lastOwnId(replies)
  if (!first && isLoading) return <TimelineSkeleton />
  return (
    <div
      ref={scroller}
      className="lectern-thread-scroller"
      role="log"
      aria-label={labels.threadReplies}
      tabIndex={0}
    >
      {first && <ThreadRow row={first} lastOwn={false} />}
      {first && !isLoading && replies.length === 0 && (
        <p className="lectern-thread-empty">
          {first.message.question ? labels.noAnswersYet : labels.noRepliesYet}
        </p>
      )}
      {replies.map((row) => (
        <ThreadRow key={row.id} row={row} lastOwn={row.id === lastOwn} />
      ))}
      {hasMore && (
        <button type="button" className="lectern-link-button" onClick={loadMore}>
          {labels.loadMore}
        </button>
      )}
      {error && <Trouble title={labels.threadFailed} error={error} onRetry={retry} />}
    </div>
  )
}

type RowProps = { row: ThreadRows['rows'][number]; lastOwn: boolean }

/** Each row is separate: a thread has no runs of messages. */
const ThreadRow = ({ row, lastOwn }: RowProps) => (
  <PartBoundary scope={row.message.changed_seq}>
    <MessageBubble
      row={row}
      startsRun
      endsRun
      lastOwn={lastOwn}
      quoted={undefined}
      focusable={false}
      marked={false}
    />
  </PartBoundary>
)

/** An own new message is in view. */
const useFollowOwn = (scroller: RefObject<HTMLElement | null>, rows: ThreadRows['rows']): void => {
  const last = rows.at(-1)
  const sent = last?.own && last.status !== 'stored' ? last.id : undefined
  useLayoutEffect(() => {
    if (sent !== undefined) scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
  }, [scroller, sent])
}
