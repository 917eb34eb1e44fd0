import { isBlank } from '@lectern/protocol'
import { memo, type MouseEvent } from 'react'
import type { ConversationSummary } from '@lectern/client'
import type { Member } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useDraft } from '../../hooks/hooks.ts'
import { usePeerPresence } from '../../hooks/use-peer-presence.ts'
import { useToday } from '../../hooks/today.ts'
import { CheckIcon, QuestionIcon } from '../../ui/icons.tsx'
import { NameTag } from '../../ui/NameTag.tsx'
import { useTitleTag } from '../../hooks/use-name-tag.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { RoleMark } from '../../ui/RoleMark.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
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
  href: string | undefined
}

/** One row of the list. Renders again only when its own conversation changes. */
export const ConversationItem = memo((props: ConversationItemProps) => {
  const { summary, selected, focusable, compact, chosen, onSelect, href } = props
  const labels = useLabels()
  const presence = usePeerPresence(summary)
  const { id, unread, display_title } = summary
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onSelect(id)
  }
  const shared = {
    className: 'lectern-conversation',
    'aria-current': (selected && chosen === undefined) || undefined,
    'aria-pressed': chosen,
    'data-unread': unread > 0 || undefined,
    tabIndex: focusable ? 0 : -1,
    title: compact ? display_title : undefined,
    onClick,
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
    </li>
  )
})

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
  const { display_title, last_message } = summary
  const tag = useTitleTag(summary.peer_id)
  const formats = useFormats()
  const today = useToday()
  return (
    <span className="lectern-conversation-line">
      <span className="lectern-conversation-name">
        <Truncated className="lectern-conversation-title" text={display_title} />
        <NameTag tag={tag} />
        <RoleMark role={findPeer(summary)?.role} />
      </span>
      {last_message && (
        <time dateTime={last_message.timestamp}>
          {formats.brief(Date.parse(last_message.timestamp), today)}
        </time>
      )}
    </span>
  )
}

const BottomLine = ({ summary, selected }: { summary: ConversationSummary; selected: boolean }) => {
  const labels = useLabels()
  const formats = useFormats()
  const [draft] = useDraft(summary.id)
  const { unread, unread_mentions, open_questions } = summary
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
        <span className="lectern-badge">
          <span aria-hidden="true">{unread > 99 ? '99+' : formats.number(unread)}</span>
          <span className="lectern-hidden">{labels.unread(unread)}</span>
        </span>
      )}
    </span>
  )
}
