import type { RefObject } from 'react'
import { MUTED_FOR_EVER, type NoticeLevel } from '@lectern/protocol'
import type { ConversationSummary } from '@lectern/client'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useConversation, useMe } from '../../hooks/hooks.ts'
import {
  ArchiveIcon,
  BellIcon,
  CheckIcon,
  EyeOffIcon,
  MuteIcon,
  PinIcon,
  SignOutIcon,
  UnreadIcon,
} from '../../ui/icons.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { actOnOwn, MUTE_SPANS, type MuteSpan, type OwnAct } from './own-acts.ts'
import { LeaveDialog } from './LeaveDialog.tsx'

export type MenuLayer = 'acts' | 'mute' | 'level' | 'leave'

export interface ConversationMenuProps {
  conversationId: string
  anchor: RefObject<HTMLElement | null>
  layer: MenuLayer
  /** Without a layer it closes. */
  onLayer: (layer?: MenuLayer) => void
  onFailure: (error: unknown) => void
}

/** What one may do with a conversation for oneself: keep it on top, silence it, put it away, leave it. */
export const ConversationMenu = (props: ConversationMenuProps) => {
  const { layer, onLayer } = props
  const summary = useConversation(props.conversationId)
  if (!summary) return null
  if (layer === 'leave') return <LeaveDialog summary={summary} onClose={() => onLayer()} />
  const Shown = { acts: Acts, mute: Mutes, level: Levels }[layer]
  return <Shown {...props} summary={summary} />
}

type ShownProps = ConversationMenuProps & { summary: ConversationSummary }

const Acts = ({ summary, anchor, onLayer, onFailure }: ShownProps) => {
  const labels = useLabels()
  const items = useActs(summary, onFailure, onLayer)
  const label = labels.own.menu(summary.display_title)
  return <Menu anchor={anchor} label={label} items={items} onClose={() => onLayer()} />
}

const Mutes = ({ summary, anchor, onLayer, onFailure }: ShownProps) => {
  const labels = useLabels()
  const items = useMutes(summary, onFailure)
  return (
    <Menu anchor={anchor} label={labels.own.muteFor} items={items} onClose={() => onLayer()}>
      <p className="lectern-menu-hint">{labels.own.muteHint}</p>
    </Menu>
  )
}

const Levels = ({ summary, anchor, onLayer, onFailure }: ShownProps) => {
  const { labels, act } = useOwn(summary, onFailure)
  const now = summary.own?.level
  const item = (level: NoticeLevel | undefined, label: string): MenuItem => ({
    label,
    checked: now === level,
    onSelect: () => act('level', { level: level ?? null }),
  })
  const items = [
    item(undefined, labels.own.levelAsUsual),
    ...LEVELS.map((level) => item(level, labels.heard.levels[level])),
  ]
  return <Menu anchor={anchor} label={labels.own.levelFor} items={items} onClose={() => onLayer()} />
}

const LEVELS = ['all', 'mentions', 'nothing'] as const satisfies NoticeLevel[]

const useOwn = (summary: ConversationSummary, onFailure: (error: unknown) => void) => {
  const { acts, chat } = useChatEnvironment()
  const labels = useLabels()
  const handle = chat.conversation(summary.id)
  return {
    ...{ chat, handle, labels },
    act: (act: OwnAct, patch: Parameters<typeof actOnOwn>[2]) =>
      actOnOwn({ acts, labels, handle, summary, onFailure }, act, patch),
  }
}

const useActs = (
  summary: ConversationSummary,
  onFailure: (error: unknown) => void,
  onLayer: (layer: MenuLayer) => void,
): MenuItem[] => {
  const { handle, labels, act } = useOwn(summary, onFailure)
  const me = useMe()
  const { own, muted, archived, head, unread, last_message, kind } = summary
  const t = labels.own
  const isPinned = own?.pinned_at !== undefined
  const canUnread =
    unread === 0 && last_message && last_message.sender_id !== me?.id && last_message.kind !== 'system'
  return [
    {
      label: isPinned ? t.unpin : t.pin,
      icon: <PinIcon size={18} />,
      onSelect: () => act(isPinned ? 'unpin' : 'pin', { pinned: !isPinned }),
    },
    muted
      ? {
          label: t.unmute,
          icon: <MuteIcon size={18} />,
          onSelect: () => act('unmute', { muted_until: null }),
        }
      : { label: t.mute, icon: <MuteIcon size={18} />, onSelect: () => onLayer('mute') },
    { label: t.level, icon: <BellIcon size={18} />, onSelect: () => onLayer('level') },
    {
      label: archived ? t.unarchive : t.archive,
      icon: <ArchiveIcon size={18} />,
      onSelect: () => act(archived ? 'unarchive' : 'archive', { archived_seq: archived ? null : head }),
    },
    ...(unread > 0
      ? [
          {
            label: labels.many.markRead,
            icon: <CheckIcon size={18} />,
            onSelect: () => handle.markAllRead(onFailure),
          },
        ]
      : []),
    ...(canUnread
      ? [
          {
            label: t.markUnread,
            icon: <UnreadIcon size={18} />,
            onSelect: () => act('unread', { unread_from: last_message.created_seq }),
          },
        ]
      : []),
    {
      label: kind === 'direct' ? labels.safety.hideConversation : t.leave,
      icon: kind === 'direct' ? <EyeOffIcon size={18} /> : <SignOutIcon size={18} />,
      danger: true,

      onSelect: () => onLayer('leave'),
    },
  ]
}

const useMutes = (summary: ConversationSummary, onFailure: (error: unknown) => void): MenuItem[] => {
  const { chat, labels, act } = useOwn(summary, onFailure)
  const until = (span: MuteSpan) =>
    MUTE_SPANS[span] === 0 ? MUTED_FOR_EVER : new Date(chat.now() + MUTE_SPANS[span]).toISOString()
  return (Object.keys(MUTE_SPANS) as MuteSpan[]).map((span) => ({
    label: labels.own.spans[span],
    onSelect: () => act('mute', { muted_until: until(span) }),
  }))
}
