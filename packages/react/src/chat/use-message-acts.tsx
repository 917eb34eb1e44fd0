import { useMemo } from 'react'
import type { TimelineRow } from '@lectern/client'
import { CheckIcon, CopyIcon, EditIcon, QuestionIcon, ReplyIcon, TrashIcon } from '../icons.tsx'
import { useSurroundings } from '../instructor-chat-context.tsx'
import { copy } from '../ui/copy.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { reasonOf } from '../reason.ts'
import { DocumentIcon } from './message-cards/card-icons.tsx'
import { isSelectable } from './message-cards/SelectMessage.tsx'
import { mayAccept, mayAsk, mayDelete, mayEdit, mayEndorse, mayRespond } from './permissions.ts'
import { useRowScope } from './row-context.ts'

export interface MessageActs {
  reply: () => void
  edit: () => void
  copyText: () => void
  remove: () => void
  /** Adds or takes back one's own reaction. */
  react: (emoji: string) => void
  /** Calls it a question, or takes that back. */
  ask: (on: boolean) => void
  accept: (on: boolean) => void
  endorse: (on: boolean) => void
  /** Acts on a failed send. */
  retry: () => void
  editFailed: () => void
  discard: () => void
}

/** What can be done with a row. Each takes effect at once; what the server refuses is said above the composer. */
export const useMessageActs = (row: TimelineRow): MessageActs => {
  const scope = useRowScope()
  const { labels, acts } = useSurroundings()
  return useMemo(() => {
    const { handle, desk, me } = scope
    const { id, message } = row
    const attempt = (act: Promise<void>) =>
      void act.catch((error: unknown) => scope.desk.notice.set(labels.notDone(reasonOf(error, labels))))
    return {
      reply: () => desk.compose({ mode: 'reply', to: message }),
      edit: () => desk.compose({ mode: 'edit', message, text: message.content }),
      copyText: () => void copy(message.content),
      remove: () => {
        desk.settled(id)
        acts.begin(id, { label: labels.deleted, run: () => attempt(handle.remove(id)) })
      },
      react: (emoji) => attempt(handle.react(id, emoji, !reacted(row, me.id, emoji))),
      ask: (on) => attempt(handle.ask(id, on)),
      accept: (on) => attempt(handle.accept(id, on)),
      endorse: (on) => attempt(handle.endorse(id, on)),
      retry: () => handle.retry(id),
      editFailed: () => {
        handle.setDraft([handle.draft.get(), message.content].filter(Boolean).join('\n\n'))
        handle.discard(id)
        desk.compose({ mode: 'new' })
      },
      discard: () => acts.begin(id, { label: labels.discarded, run: () => handle.discard(id) }),
    }
  }, [scope, row, labels, acts])
}

const reacted = ({ message }: TimelineRow, me: string, emoji: string): boolean =>
  message.reactions.some((reaction) => reaction.emoji === emoji && reaction.user_ids.includes(me))

/** The acts of a stored message as a menu. */
export const useMessageMenu = (row: TimelineRow, acts: MessageActs): MenuItem[] => {
  const { me, handle, desk } = useRowScope()
  const { labels } = useSurroundings()
  const { question, answer, reply_to_id } = row.message
  const answered = handle.timeline.get().rows.find(({ id }) => id === reply_to_id)?.message
  const isAnswer = mayRespond(row) && answered?.question !== undefined
  const isAccepted = answer?.accepted_by !== undefined
  const isEndorsed = answer?.endorsed_by !== undefined
  return [
    ...(mayRespond(row)
      ? [{ label: labels.reply, icon: <ReplyIcon size={18} />, onSelect: acts.reply }]
      : []),
    ...(isAnswer && mayAccept(answered, me)
      ? [
          {
            label: isAccepted ? labels.unaccept : labels.accept,
            icon: <CheckIcon size={18} />,
            onSelect: () => acts.accept(!isAccepted),
          },
        ]
      : []),
    ...(isAnswer && mayEndorse(me)
      ? [
          {
            label: isEndorsed ? labels.unendorse : labels.endorse,
            icon: <CheckIcon size={18} />,
            onSelect: () => acts.endorse(!isEndorsed),
          },
        ]
      : []),
    ...(mayAsk(row, me)
      ? [
          {
            label: question ? labels.unmarkQuestion : labels.markQuestion,
            icon: <QuestionIcon size={18} />,
            onSelect: () => acts.ask(!question),
          },
        ]
      : []),
    ...(isSelectable(row.message)
      ? [
          {
            label: labels.cards.makeDocument,
            icon: <DocumentIcon size={18} />,
            onSelect: () => desk.toggle(row.id),
          },
        ]
      : []),
    { label: labels.copyText, icon: <CopyIcon size={18} />, onSelect: acts.copyText },
    ...(mayEdit(row, me) ? [{ label: labels.edit, icon: <EditIcon size={18} />, onSelect: acts.edit }] : []),
    ...(mayDelete(row, me)
      ? [{ label: labels.delete, icon: <TrashIcon size={18} />, danger: true, onSelect: acts.remove }]
      : []),
  ]
}
