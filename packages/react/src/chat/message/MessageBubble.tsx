import { memo, useRef, useState, type FocusEvent, type PointerEvent } from 'react'
import type { TimelineRow } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useBlocks } from '../../hooks/use-blocks.ts'
import { useHold } from '../../hooks/use-hold.ts'
import { useSaid } from '../../hooks/use-said.ts'
import { useStore } from '../../hooks/use-store.ts'
import { QuestionMarks } from '../../questions/QuestionMarks.tsx'
import { FailedChange } from './FailedChange.tsx'
import { FailedSend } from './FailedSend.tsx'
import { Deleted } from './Deleted.tsx'
import { SelectMessage } from '../../cards/SelectMessage.tsx'
import { MessageActions, type Layer } from './MessageActions.tsx'
import { isJumbo, isWide, MessageContent } from './MessageContent.tsx'
import { MessageMeta } from './MessageMeta.tsx'
import { PinnedMark } from './PinnedMark.tsx'
import { QuotedMessage } from './QuotedMessage.tsx'
import { Reactions } from './Reactions.tsx'
import { Sender } from './Sender.tsx'
import { useNameTag, withTag } from '../../hooks/use-name-tag.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { momentOf } from '../../rows/timeline-items.ts'
import { useSelectText } from './use-select-text.ts'
import { useSpokenText } from './use-spoken-text.ts'
import { useLongPress } from '../../hooks/use-long-press.ts'
import { describeSystemEvent } from '../../labels/what-happened.ts'
import { showsDraft } from '../../assistant/shows-draft.ts'
import { useMessageActs } from './use-message-acts.ts'
import { isStuck } from '../../rows/is-stuck.ts'

export interface MessageBubbleProps {
  row: TimelineRow
  startsRun: boolean
  endsRun: boolean
  /** Shows the delivery mark. */
  lastOwn: boolean
  /** The message it replies to, if that is loaded. */
  quoted: Message | undefined
  /** Whether it is in the tab order; one row of the list is. */
  focusable: boolean
  /** Highlighted for a moment after a jump to it. */
  marked: boolean
}

/** One message with all its parts. Renders again only when its own props change. */
export const MessageBubble = memo((props: MessageBubbleProps) => {
  const { row } = props
  const { acts } = useChatEnvironment()
  const undoable = useStore(acts.labels, (labels) => labels.get(row.id))
  const blocked = useBlocks(({ ids }) => ids.has(row.message.sender_id))
  const [unfolded, setUnfolded] = useState(false)
  if (row.message.kind === 'system') return <SystemMessage {...props} />
  if (blocked && !row.own && !unfolded && !row.message.deleted_at)
    return <FoldedMessage {...props} onShow={() => setUnfolded(true)} />
  return <PersonMessage {...props} gone={undoable} />
})

/** Of somebody whom the reader blocked. */
const FoldedMessage = ({ focusable, onShow }: MessageBubbleProps & { onShow: () => void }) => {
  const { safety: labels } = useLabels()
  return (
    <div
      className="lectern-row"
      data-row
      data-owns-focus
      data-starts
      data-ends
      role="article"
      tabIndex={focusable ? 0 : -1}
    >
      <div className="lectern-tombstone">
        <span>{labels.folded}</span>
        <button type="button" className="lectern-link-button" onClick={onShow}>
          {labels.show}
        </button>
      </div>
    </div>
  )
}

const SystemMessage = ({ row: { message }, focusable }: MessageBubbleProps) => {
  const labels = useLabels()
  const formats = useFormats()
  return (
    <p className="lectern-system" dir="auto" data-row tabIndex={focusable ? 0 : -1}>
      {describeSystemEvent(message, labels, formats)}
    </p>
  )
}

const PersonMessage = (props: MessageBubbleProps & { gone: string | undefined }) => {
  const { row, startsRun, endsRun, gone } = props
  const { message, own, status } = row
  const { direct, me } = useRowScope()
  const labels = useLabels()
  const formats = useFormats()
  const text = useSpokenText(message)
  const { attended, handlers } = useAttention()
  const tag = useNameTag(message.conversation_id, message.sender_id)
  const stuck = isStuck(row)
  const named = !own && (!direct || message.sender_role === 'assistant')
  return (
    <div
      className="lectern-row"
      data-row
      data-owns-focus
      data-own={own || undefined}
      data-named={named || undefined}
      data-starts={startsRun || undefined}
      data-ends={endsRun || undefined}
      data-status={status}
      data-marked={props.marked || undefined}
      data-wide={(!gone && !message.deleted_at && (isWide(message) || showsDraft(message, me))) || undefined}
      role="article"
      aria-label={labels.messageBy(
        own ? labels.you : withTag(message.sender, tag),
        formats.full(momentOf(row)),
        text,
      )}
      tabIndex={props.focusable ? 0 : -1}
      {...handlers}
    >
      {status === 'stored' && <SelectMessage message={message} />}
      {named && startsRun && <Sender message={message} attended={attended} />}
      {gone ? <Gone id={row.id} label={gone} /> : <Body {...props} attended={attended} />}
      {stuck && !gone && <FailedSend row={row} />}
      {row.change && !gone && <FailedChange change={row.change} />}
      {endsRun && !stuck && <MessageMeta row={row} lastOwn={props.lastOwn} />}
    </div>
  )
}

/** Whether the pointer is on the row, or the keyboard's focus in it. */
const useAttention = () => {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const handlers = {
    onPointerEnter: (event: PointerEvent) => event.pointerType !== 'touch' && setHovered(true),
    onPointerLeave: () => setHovered(false),
    // A press also leaves the focus there, but then the pointer is enough.
    onFocus: (event: FocusEvent) => event.target.matches(':focus-visible') && setFocused(true),
    onBlur: (event: FocusEvent) => event.currentTarget.contains(event.relatedTarget) || setFocused(false),
  }
  return { attended: hovered || focused, handlers }
}

const Gone = ({ id, label }: { id: string; label: string }) => {
  const { acts } = useChatEnvironment()
  const labels = useLabels()
  useSaid(labels.said.canUndo(label))
  const holds = useHold(() => acts.hold(id))
  return (
    <div className="lectern-tombstone" {...holds}>
      <span>{label}</span>
      <button type="button" className="lectern-link-button" onClick={() => acts.undo(id)}>
        {labels.undo}
      </button>
    </div>
  )
}

const Body = ({ row, endsRun, quoted, attended }: MessageBubbleProps & { attended: boolean }) => {
  const { message, status } = row
  const acts = useMessageActs(row)
  const { question: asked } = useRowScope()
  const bubble = useRef<HTMLDivElement>(null)
  const [layer, setLayer] = useState<Layer>('none')
  const longPress = useLongPress(() => layer !== 'select' && setLayer('menu'))
  useSelectText(bubble, layer === 'select', () => setLayer('none'))
  if (message.deleted_at) return <Deleted id={message.id} />
  return (
    <>
      <div className="lectern-bubble-line">
        <div
          ref={bubble}
          className="lectern-bubble"
          data-jumbo={isJumbo(message) || undefined}
          data-selecting={layer === 'select' || undefined}
          {...(layer === 'select' ? {} : longPress)}
        >
          {message.pinned_at && <PinnedMark message={message} />}
          {message.reply_to_id && message.reply_to_id !== asked?.id && (
            <QuotedMessage id={message.reply_to_id} quoted={quoted} />
          )}
          <MessageContent message={message} acts={row.acts} />
          {!message.card && <QuestionMarks message={message} />}
        </div>
        {status === 'stored' && (
          <MessageActions
            row={row}
            acts={acts}
            active={attended}
            showTime={!endsRun}
            layer={layer}
            onLayer={setLayer}
            bubble={bubble}
          />
        )}
      </div>
      {message.reactions.length > 0 && <Reactions message={message} onReact={acts.react} />}
    </>
  )
}
