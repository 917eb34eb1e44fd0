import { useState, type ReactNode } from 'react'
import type { User } from '@lectern/protocol'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useBlocks } from '../hooks/use-blocks.ts'
import { useMe } from '../hooks/hooks.ts'
import { BlockIcon, FlagIcon } from '../ui/icons.tsx'
import type { MenuItem } from '../ui/Menu.tsx'
import { LazyReportDialog } from './LazyReportDialog.tsx'

const SIZE = 18

export interface PersonItems {
  items: MenuItem[]
  /** Shown while the person writes a report. */
  dialog: ReactNode
}

/** Report a person, and block or unblock them: nothing for oneself and the assistant. */
export const usePersonItems = (user: User | undefined, onFailure: (error: unknown) => void): PersonItems => {
  const labels = useLabels()
  const { chat } = useChatEnvironment()
  const me = useMe()
  const [reporting, setReporting] = useState(false)
  const isBlocked = useBlocks(({ ids }) => user !== undefined && ids.has(user.id))
  if (!user || user.role === 'assistant' || user.id === me?.id) return { items: [], dialog: null }
  const attempt = (act: Promise<void>) => void act.catch(onFailure)
  const block = {
    label: labels.safety.block(user.name),
    icon: <BlockIcon size={SIZE} />,
    danger: true,
    onSelect: () => attempt(chat.blocks.block(user)),
  }
  const unblock = {
    label: labels.safety.unblock(user.name),
    icon: <BlockIcon size={SIZE} />,
    onSelect: () => attempt(chat.blocks.unblock(user.id)),
  }
  return {
    items: [
      {
        label: labels.safety.reportPerson(user.name),
        icon: <FlagIcon size={SIZE} />,
        onSelect: () => setReporting(true),
      },
      isBlocked ? unblock : block,
    ],
    dialog: reporting && <LazyReportDialog user={user} onClose={() => setReporting(false)} />,
  }
}
