import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { ChatInput } from '../composer/ChatInput.tsx'
import { MessageBubble } from '../message/MessageBubble.tsx'
import { RowScopeProvider, useRowScope, type RowScope } from '../../rows/row-context.ts'
import { lastOwnId } from '../../rows/timeline-items.ts'
import { TimelineSkeleton } from '../list/TimelineSkeleton.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useBackCloses } from '../../hooks/use-back-closes.ts'
import { isTouch } from '../../core/is-touch.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { useThread, type ThreadRows } from './use-thread.ts'
import { DeeperHeadings, Heading } from '../../ui/Heading.tsx'

export interface ThreadProps {
  message_id: string
  onClose: () => void
}

/** A message with the replies to it, beside the conversation; on a phone over it. */
export const Thread = ({ message_id, onClose }: ThreadProps) => {
  const labels = useLabels()
  const { views } = useChatEnvironment()
  const outer = useRowScope()
  const dialog = useRef<HTMLDialogElement>(null)
  const { handle, me } = outer
  const thread = useThread(handle, message_id, me)
  const first = thread.rows.find(({ id }) => id === message_id)?.message
  const scope = useMemo<RowScope>(() => {
    const jump = (id: string) => {
      dialog.current?.close()
      outer.jump(id)
    }
    return { ...outer, view: views.of(handle.id, message_id), jump, question: first }
  }, [outer, views, handle, message_id, first])
  useBackCloses(() => dialog.current?.close())
  useEffect(() => {
    dialog.current?.showModal()
    if (!isTouch()) dialog.current?.querySelector('textarea')?.focus()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="lectern lectern-thread"
      aria-label={labels.thread}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && dialog.current?.close()}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className="lectern-thread-page">
        <header className="lectern-header">
          <Heading as="h2">{labels.thread}</Heading>
          <button type="button" className="lectern-link-button" onClick={() => scope.jump(message_id)}>
            {labels.showInConversation}
          </button>
          <IconButton label={labels.close} icon={<CloseIcon />} onClick={() => dialog.current?.close()} />
        </header>
        <RowScopeProvider value={scope}>
          <DeeperHeadings by={1}>
            <ThreadMessages {...thread} />
            <ChatInput conversationId={handle.id} threadId={message_id} />
          </DeeperHeadings>
        </RowScopeProvider>
      </div>
    </dialog>
  )
}

const ThreadMessages = ({ rows, isLoading, error, hasMore, loadMore, retry }: ThreadRows) => {
  const labels = useLabels()
  const scroller = useRef<HTMLDivElement>(null)
  useFollowOwn(scroller, rows)
  const [first, ...replies] = rows
  const lastOwn = lastOwnId(replies)
  if (!first && isLoading) return <TimelineSkeleton />
  return (
    <div ref={scroller} className="lectern-thread-scroller" role="log" aria-label={labels.thread}>
      {first && <ThreadRow row={first} lastOwn={false} />}
      {first && !isLoading && replies.length === 0 && (
        <p className="lectern-thread-empty">{labels.noAnswersYet}</p>
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
