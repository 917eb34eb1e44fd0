import { useRef, type RefObject } from 'react'
import type { TimelineRow } from '@lectern/client'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { MoreIcon, ReplyIcon, SmileIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { LazyEmojiPopover } from '../../emoji/LazyEmojiPopover.tsx'
import { LazyReportDialog } from '../../cards/LazyReportDialog.tsx'
import { QuickReactions } from '../../emoji/QuickReactions.tsx'
import { mayRespond } from '../../rows/permissions.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { senderOf } from '../../rows/sender-of.ts'
import { momentOf } from '../../rows/timeline-items.ts'
import type { MessageActs } from './use-message-acts.ts'
import { useMessageMenu } from './use-message-menu.tsx'

export const LazyWhyHeard = lazyPart(async () => (await import('./WhyHeard.tsx')).WhyHeard)
const LazySeenBy = lazyPart(async () => (await import('./SeenBy.tsx')).SeenBy)

export type Layer = 'none' | 'emoji' | 'menu' | 'seen' | 'heard' | 'report' | 'select'

export interface MessageActionsProps {
  row: TimelineRow
  acts: MessageActs
  /** Whether the pointer or the focus is on the row. */
  active: boolean
  showTime: boolean
  layer: Layer
  onLayer: (layer: Layer) => void
  bubble: RefObject<HTMLElement | null>
}

/** React, reply and more, beside the bubble; on touch only more, and a long press opens the menu, too. */
export const MessageActions = (props: MessageActionsProps) => {
  const { row, acts, active, layer, onLayer, bubble } = props
  const more = useRef<HTMLButtonElement>(null)
  const smile = useRef<HTMLButtonElement>(null)
  const close = () => onLayer('none')
  return (
    <>
      <div className="lectern-toolbar-place">
        <Toolbar {...props} more={more} smile={smile} />
      </div>
      {layer === 'emoji' && <LazyEmojiPopover anchor={smile} onPick={acts.react} onClose={close} />}
      {layer === 'menu' && (
        <MessageMenu row={row} acts={acts} anchor={active ? more : bubble} onLayer={onLayer} />
      )}
      {layer === 'seen' && <LazySeenBy row={row} anchor={bubble} onClose={close} />}
      {layer === 'heard' && <LazyWhyHeard row={row} anchor={bubble} onClose={close} />}
      {layer === 'report' && <Report row={row} onClose={close} />}
    </>
  )
}

const Report = ({
  row: { message },
  onClose,
}: Pick<MessageActionsProps, 'row'> & { onClose: () => void }) => (
  <LazyReportDialog user={senderOf(message)} message_id={message.id} onClose={onClose} />
)

type ButtonRef = RefObject<HTMLButtonElement | null>

const Toolbar = (props: MessageActionsProps & { more: ButtonRef; smile: ButtonRef }) => {
  const { row, acts, active, showTime, layer, onLayer, more, smile } = props
  const inThread = useRowScope().question !== undefined
  const labels = useLabels()
  const formats = useFormats()
  const isIdle = !active && layer === 'none'
  return (
    <div
      className="lectern-toolbar"
      data-idle={isIdle || undefined}
      {...(isIdle ? {} : { role: 'group', 'aria-label': labels.messageActions })}
    >
      {!isIdle && showTime && <time title={formats.full(momentOf(row))}>{formats.time(momentOf(row))}</time>}
      {!isIdle && mayRespond(row) && (
        <IconButton
          ref={smile}
          label={labels.react}
          icon={<SmileIcon size={18} />}
          aria-expanded={layer === 'emoji'}
          onClick={() => onLayer(layer === 'emoji' ? 'none' : 'emoji')}
        />
      )}
      {!isIdle && mayRespond(row) && !inThread && (
        <IconButton label={labels.reply} icon={<ReplyIcon size={18} />} onClick={acts.reply} />
      )}
      {/* Always there: who touches with a screen reader, or speaks to the computer, can neither hover nor hold. */}
      <IconButton
        ref={more}
        label={labels.more}
        icon={<MoreIcon size={18} />}
        tabIndex={isIdle ? -1 : 0}
        aria-haspopup="menu"
        aria-expanded={layer === 'menu'}
        onClick={() => onLayer(layer === 'menu' ? 'none' : 'menu')}
      />
    </div>
  )
}

interface MessageMenuProps extends Pick<MessageActionsProps, 'row' | 'acts' | 'onLayer'> {
  anchor: RefObject<HTMLElement | null>
}

const MessageMenu = ({ row, acts, anchor, onLayer }: MessageMenuProps) => {
  const labels = useLabels()
  const items = useMessageMenu(row, acts, onLayer)
  const react = (emoji: string) => {
    onLayer('none')
    acts.react(emoji)
  }
  return (
    <Menu anchor={anchor} label={labels.messageActions} items={items} onClose={() => onLayer('none')}>
      {mayRespond(row) && <QuickReactions onPick={react} />}
    </Menu>
  )
}
