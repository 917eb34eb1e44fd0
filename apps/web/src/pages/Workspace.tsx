import type { Chat } from '@lectern/client'
import type { Me } from '@lectern/protocol'
import { isolate } from '@lectern/texts'
import { addressOf } from '../base-path.ts'
import { printPage, ChatProvider, PageIsRoot, useConversations, useKeyboardHelp } from '@lectern/react'
import { PartBoundary } from '@lectern/react/ui'
import { useCallback, useMemo, useState, type CSSProperties } from 'react'
import { labels, locale, texts } from '../texts/texts.ts'
import { navigate, useRoute } from '../navigation.ts'
import { appKeys } from '../panels/app-keys.ts'
import { Layers, type OpenLayer } from '../panels/Layers.tsx'
import { LeftPanel } from '../panels/LeftPanel.tsx'
import { RightPanel } from '../panels/RightPanel.tsx'
import { showDocument } from '../panels/show-document.ts'
import { LazySignOutDialog } from '../panels/LazySignOutDialog.ts'
import { useSignOut } from '../panels/sign-out.ts'
import { useCommands } from '../panels/use-commands.ts'
import { walk } from '../panels/walk.ts'
import { PreferencesContext, usePreferences, usePreferencesOf, type Preferences } from '../preferences.ts'
import { openHere } from '../open-here.ts'
import { conversationPath, type Route } from '../routes.ts'
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx'
import { useWidth } from '../ui/media.ts'
import { useShortcuts, type Chord } from '../ui/shortcuts.ts'
import { useShownTitle } from '../ui/page-title.ts'
import { useUnreadMark } from '../ui/unread-mark.ts'
import { NoticeAlerts } from '../notices/lazy-alerts.ts'
import { MiddlePage } from './MiddlePage.tsx'
import { useDetails } from '../panels/use-details.ts'
import { useLanding } from './use-landing.ts'

interface WorkspaceProps {
  chat: Chat
  user: Me
}

/** The whole screen of a signed-in person. */
export const Workspace = ({ chat, user }: WorkspaceProps) => {
  const arrangement = usePreferencesOf(user.id)
  const [keys] = useState(appKeys)
  return (
    <PreferencesContext value={arrangement}>
      <ChatProvider
        chat={chat}
        labels={labels}
        locale={locale}
        keys={keys}
        backCloses
        headingLevel={1}
        enterKey={arrangement.preferences.enter_key}
        linkOf={linkOf}
        openHere={openHere}
        onOpenConversation={showConversation}
        onOpenDocument={showDocument}
      >
        <PageIsRoot>
          <Shell chat={chat} user={user} />
        </PageIsRoot>
      </ChatProvider>
    </PreferencesContext>
  )
}

const showConversation = (conversation_id: string): void => navigate(conversationPath(conversation_id))

const linkOf = (conversation_id: string, message_id: string): string =>
  location.origin + addressOf(conversationPath(conversation_id, message_id))

/** Apart from the screen, which would render at every message. */
const TabTitle = ({ conversation_id }: { conversation_id: string | undefined }) => {
  const route = useRoute()
  const conversations = useConversations((state) => state.items)
  const shown = conversations.find(({ id }) => id === conversation_id)
  const own = useShownTitle()
  const title = own ?? TITLES[route.page] ?? shown?.display_title
  const unread = useConversations(({ totals }) => totals.unread_messages)
  useUnreadMark(unread, title ? `${isolate(title)} · ${texts.brand}` : texts.brand)
  return null
}

const TITLES: Partial<Record<Route['page'], string>> = {
  settings: texts.settings.title,
  notices: texts.notices.title,
  planned: texts.planned.title,
  saved: texts.saved.title,
  search: texts.search.title,
  library: texts.library.title,
  document: texts.library.title,
  edit_document: texts.library.title,
  new_document: texts.library.write,
  reports: texts.reports.title,
  not_found: texts.missing.page,
}

const columnsOf = ({ left_folded, left_width, right_width }: Preferences): CSSProperties => {
  const columns = { '--left': left_folded ? '64px' : `${left_width}px`, '--right': `${right_width}px` }
  return columns as CSSProperties
}

const Shell = ({ chat, user }: WorkspaceProps) => {
  const route = useRoute()
  const width = useWidth()
  const details = useDetails()
  const help = useKeyboardHelp()
  const { preferences } = usePreferences()
  const signOut = useSignOut(chat, user)
  const [open, setOpen] = useState<OpenLayer>()
  const [begin, setBegin] = useState('')
  const conversation_id = route.page === 'conversation' ? route.conversation_id : undefined
  useLanding(user)

  const go = (by: 1 | -1) => {
    const { items: conversations } = chat.conversations.state.get()
    walk({ conversations, current: conversation_id, folded: preferences.folded_sections }, by)
  }
  const toggle = (layer: OpenLayer) => setOpen(open === layer ? undefined : layer)
  const chords: Record<Chord, () => void> = {
    switcher: () => {
      setBegin('')
      toggle('switcher')
    },
    keys: () => {
      setOpen(undefined)
      help.toggle()
    },
    details: () => conversation_id !== undefined && details.toggle(),
    next: () => go(1),
    previous: () => go(-1),
    print: () => void printPage(),
  }
  useShortcuts((chord) => chords[chord](), { letterKeys: preferences.letter_keys })
  /** The field of the list and the button of the phone open what Ctrl+K opens. */
  const find = useCallback((typed: string) => {
    setBegin(typed)
    setOpen('switcher')
  }, [])
  const acts = useMemo(
    () => ({ onCompose: () => setOpen('compose'), onKeys: help.open, onSignOut: signOut.ask, onFind: find }),
    [help.open, signOut.ask, find],
  )
  const commands = useCommands({ ...acts, onDetails: chords.details })

  return (
    <div
      className="shell"
      data-width={width}
      data-showing={route.page === 'home' ? 'list' : 'conversation'}
      style={columnsOf(preferences)}
    >
      <a className="skip" href="#conversation">
        {texts.shell.skip}
      </a>
      <TabTitle conversation_id={conversation_id} />
      <PartBoundary>
        <NoticeAlerts conversation_id={conversation_id} isList={route.page === 'notices'} />
      </PartBoundary>
      <PartBoundary>
        <LeftPanel user={user} conversation_id={conversation_id} {...acts} />
      </PartBoundary>
      <main className="middle" id="conversation" tabIndex={-1} data-owns-focus>
        <ErrorBoundary scope={conversation_id ?? route.page}>
          <MiddlePage chat={chat} user={user} onCompose={acts.onCompose} onDetails={details.toggle} />
        </ErrorBoundary>
      </main>
      {conversation_id !== undefined && (
        <PartBoundary scope={conversation_id}>
          <RightPanel conversation_id={conversation_id} details={details} />
        </PartBoundary>
      )}
      <PartBoundary scope={open}>
        <Layers
          open={open}
          onClose={() => setOpen(undefined)}
          chat={chat}
          user={user}
          commands={commands}
          begin={begin}
        />
      </PartBoundary>
      {signOut.unsent && <LazySignOutDialog {...signOut} />}
    </div>
  )
}
