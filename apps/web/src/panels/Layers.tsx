import type { Chat } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { useState } from 'react'
import { lazyOverlay } from '../ui/lazy.ts'
import type { Command } from './Switcher.tsx'

const ComposeDialog = lazyOverlay(async () => (await import('./ComposeDialog.tsx')).ComposeDialog)
const Switcher = lazyOverlay(async () => (await import('./Switcher.tsx')).Switcher)

export type OpenLayer = 'compose' | 'switcher' | undefined

interface LayersProps {
  open: OpenLayer
  onClose(): void
  chat: Chat
  user: Me
  commands: readonly Command[]
  /** What the finder begins with. */
  begin: string
}

/** The layers over the workspace; one at a time. */
export const Layers = ({ open, onClose, chat, user, commands, begin }: LayersProps) => {
  const [wasOpen, setWasOpen] = useState(false)
  if (open && !wasOpen) setWasOpen(true)
  const goTo = (id: string) => {
    onClose()
    navigate(conversationPath(id))
  }
  if (!wasOpen) return null
  return (
    <>
      <ComposeDialog open={open === 'compose'} onClose={onClose} chat={chat} user={user} onCreated={goTo} />
      <Switcher
        open={open === 'switcher'}
        onClose={onClose}
        commands={commands}
        begin={begin}
        onConversation={goTo}
      />
    </>
  )
}
