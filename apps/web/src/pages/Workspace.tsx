import type { Chat } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { InstructorChatProvider, useConversations } from '@lectern/react'
import { useState, type CSSProperties } from 'react'
import { texts } from '../i18n/texts.ts'
import { goBack, navigate, useLayer, useRoute, useUrl } from '../navigation.ts'
import { ComposeDialog } from '../panels/ComposeDialog.tsx'
import { KeysDialog } from '../panels/KeysDialog.tsx'
import { LeftPanel } from '../panels/LeftPanel.tsx'
import { RightPanel } from '../panels/RightPanel.tsx'
import { SignOutDialog, useSignOut } from '../panels/SignOutDialog.tsx'
import { Switcher } from '../panels/Switcher.tsx'
import { useCommands } from '../panels/use-commands.ts'
import { PreferencesContext, usePreferences, usePreferencesOf } from '../preferences.ts'
import { conversationPath } from '../routes.ts'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { useWidth } from '../ui/media.ts'
import { useShortcuts, type Chord } from '../ui/shortcuts.ts'
import { useUnreadMark } from '../ui/unread-mark.ts'
import { MiddlePage } from './MiddlePage.tsx'
import { useLanding } from './use-landing.ts'

interface WorkspaceProps {
  chat: Chat
  user: Me
}

/** Everything a signed-in person has on screen. */
export const Workspace = ({ chat, user }: WorkspaceProps) => {
  const arrangement = usePreferencesOf(user.id)
  return (
    <PreferencesContext value={arrangement}>
      <InstructorChatProvider chat={chat}>
        <Shell chat={chat} user={user} />
      </InstructorChatProvider>
    </PreferencesContext>
  )
}

type Open = 'compose' | 'switcher' | 'keys' | undefined

/** Details are a column where there is room, else a sheet which the back button closes. */
const useDetails = () => {
  const { preferences, prefer } = usePreferences()
  const isWide = useWidth() === 'wide'
  const url = useUrl()
  const layer = useLayer()
  const isOpen = isWide ? preferences.right_open : layer === 'details'
  const toggle = () => {
    if (isWide) prefer({ right_open: !isOpen })
    else if (isOpen) goBack(url)
    else navigate(url, { layer: 'details' })
  }
  return { isOpen, isWide, toggle }
}

const Shell = ({ chat, user }: WorkspaceProps) => {
  const route = useRoute()
  const width = useWidth()
  const details = useDetails()
  const { preferences } = usePreferences()
  const conversations = useConversations((state) => state.items)
  const signOut = useSignOut(chat, user)
  const [open, setOpen] = useState<Open>()
  const conversation_id = route.page === 'conversation' ? route.conversation_id : undefined
  const close = () => setOpen(undefined)
  const goTo = (id: string) => navigate(conversationPath(id))
  useLanding()

  const shown = conversations.find(({ id }) => id === conversation_id)
  const unread = conversations.reduce((sum, conversation) => sum + conversation.unread, 0)
  const title = route.page === 'settings' ? texts.settings.title : shown?.display_title
  useUnreadMark(unread, title ? `${title} · ${texts.brand}` : texts.brand)

  const step = (by: 1 | -1) => {
    const index = conversations.findIndex(({ id }) => id === conversation_id)
    const next = conversations[index < 0 ? 0 : index + by]
    if (next) goTo(next.id)
  }
  const actions: Record<Chord, () => void> = {
    switcher: () => setOpen(open === 'switcher' ? undefined : 'switcher'),
    keys: () => setOpen(open === 'keys' ? undefined : 'keys'),
    details: () => conversation_id !== undefined && details.toggle(),
    next: () => step(1),
    previous: () => step(-1),
  }
  useShortcuts((chord) => actions[chord]())
  const commands = useCommands({
    onCompose: () => setOpen('compose'),
    onKeys: () => setOpen('keys'),
    onDetails: actions.details,
    onSignOut: signOut.ask,
  })

  const columns = {
    '--left': preferences.left_folded ? '64px' : `${preferences.left_width}px`,
    '--right': `${preferences.right_width}px`,
  } as CSSProperties

  return (
    <div
      className="shell"
      data-width={width}
      data-showing={route.page === 'home' ? 'list' : 'conversation'}
      style={columns}
    >
      <a className="skip" href="#conversation">
        {texts.shell.skip}
      </a>
      <LeftPanel
        user={user}
        conversation_id={conversation_id}
        onCompose={() => setOpen('compose')}
        onKeys={() => setOpen('keys')}
        onSignOut={signOut.ask}
      />
      <main className="middle" id="conversation" tabIndex={-1}>
        <ErrorBoundary scope={conversation_id ?? route.page}>
          <MiddlePage
            chat={chat}
            user={user}
            onCompose={() => setOpen('compose')}
            onDetails={details.toggle}
          />
        </ErrorBoundary>
      </main>
      {conversation_id !== undefined && (
        <RightPanel
          conversation_id={conversation_id}
          isOpen={details.isOpen}
          isColumn={details.isWide}
          onClose={details.toggle}
        />
      )}
      <ComposeDialog
        open={open === 'compose'}
        onClose={close}
        chat={chat}
        user={user}
        onCreated={(id) => {
          close()
          goTo(id)
        }}
      />
      <KeysDialog open={open === 'keys'} onClose={close} />
      <Switcher
        open={open === 'switcher'}
        onClose={close}
        conversations={conversations}
        commands={commands}
        onConversation={goTo}
      />
      <SignOutDialog {...signOut} />
    </div>
  )
}
