import type { ConversationSummary } from '@lectern/client'
import type { User } from '@lectern/protocol'
import { usePersonItems, type PersonItems } from '../cards/use-person-items.tsx'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { EyeOffIcon } from '../ui/icons.tsx'

/** For a direct conversation: hide it, report the other person, block them. */
export const useApartItems = (summary: ConversationSummary | undefined): PersonItems => {
  const labels = useLabels()
  const { chat, views } = useChatEnvironment()
  const user = peerOf(summary)
  const fail = (error: unknown) => summary && views.of(summary.id).notice.fail(error, labels)
  const person = usePersonItems(user, fail)
  if (!summary || !user) return { items: [], dialog: null }
  const hide = {
    label: labels.safety.hideConversation,
    icon: <EyeOffIcon size={18} />,
    onSelect: () => void chat.conversations.hide(summary.id).catch(fail),
  }
  return { ...person, items: [hide, ...person.items] }
}

const peerOf = (summary: ConversationSummary | undefined): User | undefined => {
  const peer = summary?.members.find(({ user_id }) => user_id === summary.peer_id)
  return peer && { id: peer.user_id, name: peer.name, role: peer.role }
}
