import { useMemo } from 'react'
import type { TimelineRow } from '@lectern/client'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useHost } from '../../context/host-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { editingOf } from '../../rows/editing.ts'
import { senderOf } from '../../rows/sender-of.ts'
import { copy } from '../../ui/copy.ts'
import { isGivenUp } from '../../labels/reason.ts'
import { useRowScope } from '../../rows/row-context.ts'

export interface MessageActs {
  reply: () => void
  edit: () => void
  copyText: () => void
  copyLink: () => void
  remove: () => void
  /** Adds or removes the user's reaction. */
  react: (emoji: string) => void
  /** Marks the message as a question, or unmarks it. */
  ask: (on: boolean) => void
  accept: (on: boolean) => void
  endorse: (on: boolean) => void
  /** Pins it for all members, or saves it for the user. */
  pin: (on: boolean) => void
  save: (on: boolean) => void
  /** From here on what others wrote is unread again. */
  unread: () => void
  /** Blocks the sender, or ends that. */
  block: (on: boolean) => void
  /** Tries a failed send again. */
  retry: () => void
  /** Lets the later messages pass. */
  setAside: () => void
  editFailed: () => void
  discard: () => void
}

/** The acts on a row. Each takes effect at once; a refusal is shown above the composer. */
export const useMessageActs = (row: TimelineRow): MessageActs => {
  const scope = useRowScope()
  const { acts, chat } = useChatEnvironment()
  const labels = useLabels()
  const { linkOf } = useHost()
  return useMemo(() => {
    const { handle, view, me } = scope
    const { id, message } = row
    const attempt = (act: Promise<void>) =>
      void act.catch((error: unknown) => isGivenUp(error) || scope.view.notice.fail(error, labels))
    return {
      reply: () => view.compose({ mode: 'reply', to: message }),
      edit: () => view.compose(editingOf(message)),
      copyText: () => {
        if (handle.unsentCard(id)) void unsentCard().then((card) => card.copyUnsentCard(scope, id, labels))
        else void copy(message.content)
      },
      copyLink: () => void copy(linkOf?.(handle.id, id) ?? ''),
      remove: () => {
        view.withdrawUndo(id)
        acts.begin(id, { label: labels.deleted, run: () => attempt(handle.remove(id)) })
      },
      unread: () => attempt(handle.setOwn({ unread_from: message.created_seq })),
      react: (emoji) => attempt(handle.react(id, emoji, !hasReacted(row, me.id, emoji))),
      ask: (on) => attempt(handle.ask(id, on)),
      accept: (on) => attempt(handle.accept(id, on)),
      endorse: (on) => attempt(handle.endorse(id, on)),
      pin: (on) => attempt(handle.pin(id, on)),
      save: (on) => attempt(chat.saved.set(id, on)),
      block: (on) =>
        attempt(on ? chat.blocks.block(senderOf(message)) : chat.blocks.unblock(message.sender_id)),
      retry: () => handle.retry(id),
      setAside: () => handle.setAside(id),
      editFailed: () => {
        if (handle.unsentCard(id))
          return void unsentCard().then((card) => card.editUnsentCard(chat, scope, id))
        const { thread_id } = view
        const draft = handle.draftOf(thread_id).get()
        handle.setDraft([draft, message.content].filter(Boolean).join('\n\n'), thread_id)
        handle.discard(id)
        view.compose({ mode: 'new' })
      },
      discard: () => acts.begin(id, { label: labels.discarded, run: () => handle.discard(id) }),
    }
  }, [scope, row, labels, acts, chat, linkOf])
}

/** Few cards fail, so this is loaded when one does. */
const unsentCard = () => import('../../cards/unsent-card.ts')

const hasReacted = ({ message }: TimelineRow, me: string, emoji: string): boolean =>
  message.reactions.some((reaction) => reaction.emoji === emoji && reaction.user_ids.includes(me))
