import { useRef, useState, type ReactNode } from 'react'
import { isHere, type ConversationSummary } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useConnection, useConversation, useConversationHandle } from '../hooks/hooks.ts'
import { usePeerPresence } from '../hooks/use-peer-presence.ts'
import { useDateItem } from './date/use-date-item.tsx'
import { useApartItems } from './use-apart-items.tsx'
import { useReaders } from '../hooks/use-readers.ts'
import { BackIcon, DetailsIcon, MoreIcon, PeopleIcon, PrintIcon, SlowIcon } from '../ui/icons.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { NameTag } from '../ui/NameTag.tsx'
import { useTitleTag } from '../hooks/use-name-tag.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { RoleMark } from '../ui/RoleMark.tsx'
import { mayBeCut, Truncated } from '../ui/Truncated.tsx'
import { Heading } from '../ui/Heading.tsx'

export interface ChatHeaderProps {
  conversationId: string
  /** Shows a back button, for layouts of one column. */
  onBack?: (() => void) | undefined
  onDetails?: (() => void) | undefined
  /** More entries of the host in the one menu. */
  menuItems?: readonly MenuItem[] | undefined
}

/** Title, readers, presence, and one menu. */
export const ChatHeader = ({ conversationId, onBack, onDetails, menuItems = [] }: ChatHeaderProps) => {
  const labels = useLabels()
  const summary = useConversation(conversationId)
  const degraded = useConnection(({ status }) => status === 'degraded')
  const details = onDetails
    ? [{ label: labels.showDetails, icon: <DetailsIcon size={18} />, onSelect: onDetails }]
    : []
  const apart = useApartItems(summary)
  const date = useDateItem(conversationId)
  const items = [...details, date.item, ...usePrintItem(conversationId), ...apart.items, ...menuItems]
  return (
    <header className="lectern-header">
      {onBack && <IconButton label={labels.back} icon={<BackIcon />} onClick={onBack} />}
      {summary ? <Title summary={summary} onDetails={onDetails} /> : <HeadingSkeleton />}
      {degraded && <DegradedMark />}
      {items.length > 0 && <HeaderMenu items={items} />}
      {apart.dialog}
      {date.dialog}
    </header>
  )
}

const usePrintItem = (conversationId: string): readonly MenuItem[] => {
  const labels = useLabels()
  const { views } = useChatEnvironment()
  const handle = useConversationHandle(conversationId)
  const print = async () => {
    const { printAll } = await import('./list/print-all.ts')
    await printAll(handle)
  }
  const { notice } = views.of(conversationId)
  const onSelect = () => void print().catch((error: unknown) => notice.fail(error, labels, labels.notDone))
  return [{ label: labels.print, icon: <PrintIcon size={18} />, onSelect }]
}

const HeadingSkeleton = () => (
  <div className="lectern-skeleton lectern-heading">
    <span className="lectern-skeleton-line" />
    <span className="lectern-skeleton-line" />
  </div>
)

interface TitleProps {
  summary: ConversationSummary
  onDetails: (() => void) | undefined
}

const Title = ({ summary, onDetails }: TitleProps) => {
  const labels = useLabels()
  const presence = usePeerPresence(summary)
  const who = useReaders(summary)
  const tag = useTitleTag(summary.peer_id)
  const peer = summary.members.find(({ user_id }) => user_id === summary.peer_id)
  return (
    <>
      {peer && <Avatar id={peer.user_id} name={peer.name} role={peer.role} presence={presence} />}
      <div className="lectern-heading">
        <Heading as="h1" tabIndex={!onDetails && mayBeCut(summary.display_title) ? 0 : undefined}>
          <Opener onDetails={onDetails}>
            <Truncated text={summary.display_title} />
            <NameTag tag={tag} />
            <RoleMark role={peer?.role} />
          </Opener>
        </Heading>
        <p className="lectern-readers" title={labels.whoCanRead(who)}>
          {peer && !isHere(peer) && <span className="lectern-presence-word">{labels.accountClosed}</span>}
          {peer && presence && <span className="lectern-presence-word">{labels.presence[presence]}</span>}
          <PeopleIcon size={14} />
          <span className="lectern-hidden">{labels.whoCanRead('')}</span>
          <span className="lectern-readers-who">{who}</span>
        </p>
      </div>
    </>
  )
}

/** The title leads to the details, where the host has them. */
const Opener = ({ onDetails, children }: { onDetails: (() => void) | undefined; children: ReactNode }) => {
  const labels = useLabels()
  if (!onDetails) return children
  return (
    <button type="button" className="lectern-title-button" title={labels.showDetails} onClick={onDetails}>
      {children}
    </button>
  )
}

const DegradedMark = () => {
  const labels = useLabels()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        className="lectern-degraded"
        label={labels.degraded}
        icon={<SlowIcon size={18} />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Popover
          anchor={button}
          label={labels.degraded}
          onClose={() => setOpen(false)}
          className="lectern-explanation"
        >
          <strong>{labels.degraded}</strong>
          <p tabIndex={0}>{labels.degradedWhy}</p>
        </Popover>
      )}
    </>
  )
}

const HeaderMenu = ({ items }: { items: readonly MenuItem[] }) => {
  const labels = useLabels()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        label={labels.conversationMenu}
        icon={<MoreIcon />}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Menu anchor={button} label={labels.conversationMenu} items={items} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
