import { isBlank } from '@lectern/protocol'
import { memo, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react'
import type { ConversationSummary } from '@lectern/client'
import type { Member } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useDraft } from '../../hooks/hooks.ts'
import { usePeerPresence } from '../../hooks/use-peer-presence.ts'
import { useToday } from '../../hooks/today.ts'
import { CheckIcon, MoreIcon, MuteIcon, PinIcon, QuestionIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { NameTag } from '../../ui/NameTag.tsx'
import { useTitleTag } from '../../hooks/use-name-tag.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { RoleMark } from '../../ui/RoleMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { useLongPress } from '../../hooks/use-long-press.ts'
import { LastMessage } from './LastMessage.tsx'

export interface ConversationItemProps {
  summary: ConversationSummary
  selected: boolean
  /** Whether it is in the tab order; one row of the list is. */
  focusable: boolean
  compact: boolean
  /** While conversations are being selected: whether this one is. */
  chosen?: boolean | undefined
  onSelect: (conversation_id: string) => void
  /** Opens the menu of the conversation beside an element; closes it, if it is open. */
  onMenu: (conversation_id: string, anchor: HTMLElement) => void
  menuOpen: boolean
  href: string | undefined
}

/** One row of the list. Renders again only when its own conversation changes. */
export const ConversationItem = memo((props: ConversationItemProps) => {
  const { summary, selected, focusable, compact, chosen, onSelect, onMenu, menuOpen, href } = props
  const labels = useLabels()
  const presence = usePeerPresence(summary)
  const { id, counted, display_title } = summary
  const press = useLongPress((row) => chosen === undefined && onMenu(id, row))
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onSelect(id)
  }
  const shared = {
    className: 'lectern-conversation',
    'aria-current': (selected && chosen === undefined) || undefined,
    'aria-pressed': chosen,
    'data-unread': counted > 0 || undefined,
    tabIndex: focusable ? 0 : -1,
    title: compact ? display_title : undefined,
    onClick,
    ...press,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (!asksForMenu(event) || chosen !== undefined) return
      event.preventDefault()
      onMenu(id, event.currentTarget)
    },
  }
  const content = (
    <PartBoundary scope={summary.last_message?.changed_seq} fallback={<span>{display_title}</span>}>
      {chosen !== undefined && (
        <span className="lectern-chosen" aria-hidden="true">
          {chosen && <CheckIcon size={14} />}
        </span>
      )}
      <Face summary={summary} />
      {summary.peer_id && presence && <span className="lectern-hidden">{labels.presence[presence]}</span>}
      <span className="lectern-conversation-text" data-hidden={compact || undefined}>
        <TopLine summary={summary} />
        <BottomLine summary={summary} selected={selected} />
      </span>
    </PartBoundary>
  )
  return (
    <li>
      {href === undefined ? (
        <button type="button" {...shared}>
          {content}
        </button>
      ) : (
        <a href={href} {...shared}>
          {content}
        </a>
      )}
      {!compact && chosen === undefined && (
        <IconButton
          className="lectern-conversation-more"
          label={labels.own.menu(display_title)}
          icon={<MoreIcon size={18} />}
          tabIndex={focusable ? 0 : -1}
          aria-haspopup="menu"
          aria-expanded={menuOpen}
          onClick={(event) => onMenu(id, event.currentTarget)}
        />
      )}
    </li>
  )
})

/** The key for the menu of what has the focus, and its older form. */
const asksForMenu = ({ key, shiftKey }: KeyboardEvent): boolean =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey)

const findPeer = ({ members, peer_id }: ConversationSummary): Member | undefined =>
  members.find(({ user_id }) => user_id === peer_id)

const Face = ({ summary }: { summary: ConversationSummary }) => {
  const presence = usePeerPresence(summary)
  const peer = findPeer(summary)
  const { id, display_title } = summary
  if (!peer) return <Avatar id={id} name={display_title} size="large" />
  return <Avatar id={peer.user_id} name={peer.name} role={peer.role} presence={presence} size="large" />
}

const TopLine = ({ summary }: { summary: ConversationSummary }) => {
  const labels = useLabels()
  const { display_title, last_message, own, muted } = summary
  const tag = useTitleTag(summary.peer_id)
  const formats = useFormats()
  const today = useToday()
  return (
    <span className="lectern-conversation-line">
      <span className="lectern-conversation-name">
        <Truncated className="lectern-conversation-title" text={display_title} />
        <NameTag tag={tag} />
        <RoleMark role={findPeer(summary)?.role} />
        {own?.pinned_at !== undefined && <OwnMark icon={<PinIcon size={14} />} label={labels.own.pinned} />}
        {muted && <OwnMark icon={<MuteIcon size={14} />} label={labels.own.muted} />}
      </span>
      {last_message && (
        <time dateTime={last_message.timestamp}>
          {formats.brief(Date.parse(last_message.timestamp), today)}
        </time>
      )}
    </span>
  )
}

const OwnMark = ({ icon, label }: { icon: ReactNode; label: string }) => (
  <span className="lectern-own-mark" title={label}>
    {icon}
    <span className="lectern-hidden">{label}</span>
  </span>
)

const BottomLine = ({ summary, selected }: { summary: ConversationSummary; selected: boolean }) => {
  const labels = useLabels()
  const formats = useFormats()
  const [draft] = useDraft(summary.id)
  const { unread, unread_mentions, open_questions, muted } = summary
  const mentioned = unread_mentions.length
  return (
    <span className="lectern-conversation-line">
      {!isBlank(draft) && !selected ? (
        <span className="lectern-last-message" dir="auto">
          <em>{labels.draft}</em> <bdi>{draft.slice(0, 120)}</bdi>
        </span>
      ) : (
        <LastMessage summary={summary} />
      )}
      {open_questions > 0 && (
        <span className="lectern-badge lectern-question-badge" title={labels.openQuestions(open_questions)}>
          <span aria-hidden="true">
            <QuestionIcon size={14} />
            <span>{formats.number(open_questions)}</span>
          </span>
          <span className="lectern-hidden">{labels.openQuestions(open_questions)}</span>
        </span>
      )}
      {mentioned > 0 && (
        <span className="lectern-badge lectern-mention-badge">
          <span aria-hidden="true">@</span>
          <span className="lectern-hidden">{labels.mentionedIn(mentioned)}</span>
        </span>
      )}
      {unread > 0 && (
        <span className="lectern-badge" data-quiet={muted || undefined}>
          <span aria-hidden="true">{unread > 99 ? '99+' : formats.number(unread)}</span>
          <span className="lectern-hidden">{labels.unread(unread)}</span>
        </span>
      )}
    </span>
  )
}
