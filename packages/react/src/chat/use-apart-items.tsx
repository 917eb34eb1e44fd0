import { useState, type ReactNode } from 'react'
import type { ConversationSummary } from '@lectern/client'
import type { User } from '@lectern/protocol'
import { ReportDialog } from '../cards/ReportDialog.tsx'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { now } from '../core/clock.ts'
import { useBlocks } from '../hooks/use-blocks.ts'
import { reasonOf } from '../labels/reason.ts'
import { BlockIcon, EyeOffIcon, FlagIcon } from '../ui/icons.tsx'
import type { MenuItem } from '../ui/Menu.tsx'

const SIZE = 18

interface Apart {
  items: MenuItem[]
  dialog: ReactNode
}

/** For a direct conversation: hide it, report the other person, block them. */
export const useApartItems = (summary: ConversationSummary | undefined): Apart => {
  const labels = useLabels()
  const { chat, views } = useChatEnvironment()
  const [reporting, setReporting] = useState(false)
  const user = peerOf(summary)
  const isBlocked = useBlocks(({ ids }) => user !== undefined && ids.has(user.id))
  if (!summary || !user) return { items: [], dialog: null }
  const { notice } = views.of(summary.id)
  const attempt = (act: Promise<void>) =>
    void act.catch((error: unknown) => notice.set(labels.notDone(reasonOf(error, labels))))
  const block = () => attempt(chat.blocks.block(user, new Date(now()).toISOString()))
  const hide = { label: labels.safety.hideConversation, icon: <EyeOffIcon size={SIZE} /> }
  const report = { label: labels.safety.reportPerson(user.name), icon: <FlagIcon size={SIZE} /> }
  const apart = { label: labels.safety.block(user.name), icon: <BlockIcon size={SIZE} />, danger: true }
  return {
    items: [
      { ...hide, onSelect: () => attempt(chat.conversations.hide(summary.id)) },
      ...(user.role === 'assistant' ? [] : [{ ...report, onSelect: () => setReporting(true) }]),
      ...(user.role === 'assistant' || isBlocked ? [] : [{ ...apart, onSelect: block }]),
    ],
    dialog: reporting && <ReportDialog user={user} onClose={() => setReporting(false)} />,
  }
}

const peerOf = (summary: ConversationSummary | undefined): User | undefined => {
  const peer = summary?.members.find(({ user_id }) => user_id === summary.peer_id)
  return peer && { id: peer.user_id, name: peer.name, role: peer.role }
}
