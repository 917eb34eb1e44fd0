import { useState } from 'react'
import type { Chat, ConversationSummary } from '@lectern/client'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { notLeft } from '../../labels/not-left.ts'
import { reasonOf } from '../../labels/reason.ts'

const LEAVING = 'leave many'

export interface Selection {
  /** Undefined while nothing is being selected. */
  ids: ReadonlySet<string> | undefined
  /** Conversations that are about to be left: they are out of the list already. */
  leaving: ReadonlySet<string>
  /** Says so, while it can be undone. */
  notice: string | undefined
  /** Why some of it did not work. */
  failure: string | undefined
  begin: () => void
  end: () => void
  toggle: (id: string) => void
  read: () => void
  leave: () => void
  undo: () => void
  hold: () => () => void
}

const NONE: ReadonlySet<string> = new Set()

/** Many conversations at once: read, or left. A direct one cannot be left and is hidden. */
export const useSelection = (items: readonly ConversationSummary[]): Selection => {
  const { acts, chat } = useChatEnvironment()
  const labels = useLabels()
  const me = useMe()
  const [ids, setIds] = useState<ReadonlySet<string>>()
  const [leaving, setLeaving] = useState(NONE)
  const [failure, setFailure] = useState<string>()
  const notice = useSnapshot(acts.labels).get(LEAVING)
  const chosen = items.filter(({ id }) => ids?.has(id))
  const run = async () => {
    const done = await Promise.allSettled(chosen.map((summary) => leaveOne(chat, summary, me?.id ?? '')))
    setLeaving(NONE)
    const refusal = done.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
    if (refusal) setFailure(notLeft(refusal.reason, labels))
  }
  return {
    ids,
    leaving,
    notice,
    failure,
    begin: () => setIds(NONE),
    end: () => setIds(undefined),
    toggle: (id) => setIds((before = NONE) => toggled(before, id)),
    read: () => {
      setFailure(undefined)
      const tell = (error: unknown) => setFailure(labels.notRead(reasonOf(error, labels)))
      for (const summary of chosen) markRead(chat, summary, tell)
      setIds(undefined)
    },
    leave: () => {
      setFailure(undefined)
      setLeaving(new Set(chosen.map(({ id }) => id)))
      setIds(undefined)
      acts.begin(LEAVING, {
        label: labels.many.left(chosen.length),
        run: () => void run(),
        onUndo: () => setLeaving(NONE),
      })
    },
    undo: () => acts.undo(LEAVING),
    hold: () => acts.hold(LEAVING),
  }
}

const toggled = (before: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const after = new Set(before)
  if (!after.delete(id)) after.add(id)
  return after
}

const markRead = (
  chat: Chat,
  { id, unread }: ConversationSummary,
  onRefused: (error: unknown) => void,
): void => {
  if (unread > 0) chat.conversation(id).markAllRead(onRefused)
}

const leaveOne = (chat: Chat, { id, kind }: ConversationSummary, me: string): Promise<void> =>
  kind === 'direct' ? chat.conversations.hide(id) : chat.conversation(id).removeMember(me)
