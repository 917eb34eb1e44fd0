import { useState, type ReactNode } from 'react'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useConversationHandle } from '../../hooks/hooks.ts'
import { CalendarIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'

/** Few people open it in a visit. */
export const LazyDateDialog = lazyPart(async () => (await import('./DateDialog.tsx')).DateDialog)

/** Goes to the messages of a day. */
export const useDateItem = (conversationId: string): { item: MenuItem; dialog: ReactNode } => {
  const { date } = useLabels()
  const { views } = useChatEnvironment()
  const handle = useConversationHandle(conversationId)
  const [open, setOpen] = useState(false)
  return {
    item: { label: date.open, icon: <CalendarIcon size={18} />, onSelect: () => setOpen(true) },
    dialog: open && (
      <LazyDateDialog
        handle={handle}
        onJump={(id) => views.of(conversationId).jumpTo(id)}
        onClose={() => setOpen(false)}
      />
    ),
  }
}
