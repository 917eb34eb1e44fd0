import type { User } from '@lectern/protocol'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useHost } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { WriteIcon } from '../ui/icons.tsx'
import type { MenuItem } from '../ui/Menu.tsx'
import { useMe } from '../hooks/hooks.ts'

/** Opens the direct conversation with a person, where the page can show one; nothing for oneself and the assistant. */
export const useWriteItem = (user: User | undefined, onFailure: (error: unknown) => void): MenuItem[] => {
  const labels = useLabels()
  const { chat } = useChatEnvironment()
  const { openConversation } = useHost()
  const me = useMe()
  if (!openConversation || !user || user.role === 'assistant' || user.id === me?.id) return []
  const write = () =>
    void chat.conversations
      .create({ kind: 'direct', member_ids: [user.id] })
      .then(({ id }) => openConversation(id))
      .catch(onFailure)
  return [{ label: labels.writeTo(user.name), icon: <WriteIcon size={18} />, onSelect: write }]
}
