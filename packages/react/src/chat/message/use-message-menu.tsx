import type { TimelineRow } from '@lectern/client'
import { useChat } from '../../context/chat-context.ts'
import { useHost } from '../../context/host-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import {
  BellIcon,
  BlockIcon,
  BookmarkIcon,
  CheckIcon,
  CopyIcon,
  DocumentIcon,
  EditIcon,
  EndorsedIcon,
  EyeIcon,
  FlagIcon,
  LinkIcon,
  PinIcon,
  QuestionIcon,
  ReplyIcon,
  SelectTextIcon,
  ThreadIcon,
  TrashIcon,
  UnreadIcon,
} from '../../ui/icons.tsx'
import { useBlocks } from '../../hooks/use-blocks.ts'
import { useSaved } from '../../hooks/use-saved.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { isSelectable } from '../../cards/SelectMessage.tsx'
import {
  mayAccept,
  mayAsk,
  mayAskWhyHeard,
  mayDelete,
  mayEdit,
  mayEndorse,
  mayMarkUnread,
  mayPin,
  mayReport,
  mayRespond,
} from '../../rows/permissions.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { isTouch } from '../../core/is-touch.ts'
import type { MessageActs } from './use-message-acts.ts'

const SIZE = 18

/** The acts of a stored message as a menu: answering first, then keeping, then sharing, then changing it. */
export const useMessageMenu = (
  row: TimelineRow,
  acts: MessageActs,
  onLayer: (layer: 'seen' | 'heard' | 'report' | 'select') => void,
): MenuItem[] => {
  const { me, handle, view, question: answered } = useRowScope()
  const labels = useLabels()
  const { linkOf } = useHost()
  const { now } = useChat()
  const { message } = row
  const isSaved = useSaved(({ ids }) => ids.has(message.id))
  const isBlocked = useBlocks(({ ids }) => ids.has(message.sender_id))
  const isPinned = message.pinned_at !== undefined
  const item = (wanted: boolean, label: string, icon: MenuItem['icon'], onSelect: () => void) =>
    wanted ? [{ label, icon, onSelect }] : []
  return [
    ...item(mayRespond(row) && !answered, labels.reply, <ReplyIcon size={SIZE} />, acts.reply),
    ...item(mayRespond(row) && !answered, labels.openThread, <ThreadIcon size={SIZE} />, () =>
      view.openThread(message.id),
    ),
    ...useAnswerItems(row, acts),
    ...item(
      mayAsk(row, me),
      message.question ? labels.unmarkQuestion : labels.markQuestion,
      <QuestionIcon size={SIZE} />,
      () => acts.ask(!message.question),
    ),
    ...item(
      mayPin(row, me, handle.summary.get()?.kind),
      isPinned ? labels.unpin : labels.pin,
      <PinIcon size={SIZE} />,
      () => acts.pin(!isPinned),
    ),
    ...item(
      !message.deleted_at,
      isSaved ? labels.unsave : labels.saveMessage,
      <BookmarkIcon size={SIZE} />,
      () => acts.save(!isSaved),
    ),
    ...item(isSelectable(message), labels.cards.makeDocument, <DocumentIcon size={SIZE} />, () =>
      view.toggle(message.id),
    ),
    ...item(message.content !== '', labels.copyText, <CopyIcon size={SIZE} />, acts.copyText),
    // With a mouse, text is selected by dragging over it.
    ...item(message.content !== '' && isTouch(), labels.selectText, <SelectTextIcon size={SIZE} />, () =>
      onLayer('select'),
    ),
    ...item(linkOf !== undefined, labels.copyLink, <LinkIcon size={SIZE} />, acts.copyLink),
    ...item(
      mayMarkUnread(row) && !answered,
      labels.own.unreadFromHere,
      <UnreadIcon size={SIZE} />,
      acts.unread,
    ),
    ...item(message.kind !== 'system', labels.seenBy, <EyeIcon size={SIZE} />, () => onLayer('seen')),
    ...item(mayAskWhyHeard(row, me), labels.heard.menu, <BellIcon size={SIZE} />, () => onLayer('heard')),
    ...item(mayReport(row), labels.safety.report, <FlagIcon size={SIZE} />, () => onLayer('report')),
    ...item(
      mayReport(row),
      isBlocked ? labels.safety.unblock(message.sender) : labels.safety.block(message.sender),
      <BlockIcon size={SIZE} />,
      () => acts.block(!isBlocked),
    ),
    ...item(mayEdit(row, me, now()), labels.edit, <EditIcon size={SIZE} />, acts.edit),
    ...item(mayDelete(row, me), labels.delete, <TrashIcon size={SIZE} />, acts.remove).map((remove) => ({
      ...remove,
      danger: true,
    })),
  ]
}

/** The entries for a reply to a question. */
const useAnswerItems = (row: TimelineRow, acts: MessageActs): MenuItem[] => {
  const { me, handle, question: shown } = useRowScope()
  const labels = useLabels()
  const { answer, reply_to_id } = row.message
  if (reply_to_id === undefined || !mayRespond(row)) return []
  const known = handle.timeline.get().rows.find(({ id }) => id === reply_to_id)?.message
  const question = shown?.id === reply_to_id ? shown : known
  if (!question?.question) return []
  const isAccepted = answer?.accepted_by !== undefined
  const isEndorsed = answer?.endorsed_by !== undefined
  const accept = {
    label: isAccepted ? labels.unaccept : labels.accept,
    icon: <CheckIcon size={SIZE} />,
    onSelect: () => acts.accept(!isAccepted),
  }
  const endorse = {
    label: isEndorsed ? labels.unendorse : labels.endorse,
    icon: <EndorsedIcon size={SIZE} />,
    onSelect: () => acts.endorse(!isEndorsed),
  }
  return [...(mayAccept(question, me) ? [accept] : []), ...(mayEndorse(me) ? [endorse] : [])]
}
