import type { Chat } from '@lectern/client'
import { isStaff, type Me } from '@lectern/protocol'
import { commandKey, useConversations } from '@lectern/react'
import { KeepClaims } from '../inbox/lazy-inbox.ts'
import { texts } from '../texts/texts.ts'
import { navigate, useRoute } from '../navigation.ts'
import { ConversationPage } from './ConversationPage.tsx'
import { Empty } from './Empty.tsx'
import {
  DocumentPage,
  EditDocumentPage,
  InboxPage,
  LibraryPage,
  NewDocumentPage,
  NoticesPage,
  PlannedPage,
  ReportsPage,
  SavedPage,
  SearchPage,
  SettingsPage,
} from './lazy-pages.ts'

interface MiddlePageProps {
  chat: Chat
  user: Me
  onCompose(): void
  onDetails(): void
}

const Home = ({ onCompose }: { onCompose(): void }) => {
  const isReady = useConversations((state) => state.status === 'ready')
  const isEmpty = useConversations((state) => state.items.length === 0)
  if (!isReady) return null
  if (!isEmpty)
    return <Empty title={texts.home.chooseTitle} detail={texts.home.choose(`${commandKey()} K`)} />
  return (
    <Empty title={texts.home.title} detail={texts.home.detail}>
      <button type="button" className="button button-primary" onClick={onCompose}>
        {texts.home.compose}
      </button>
    </Empty>
  )
}

/** The page of the URL. Shows nothing during the short load of a lazy part. */
export const MiddlePage = ({ chat, user, onCompose, onDetails }: MiddlePageProps) => {
  const route = useRoute()
  switch (route.page) {
    case 'conversation':
      return (
        <>
          <ConversationPage
            key={route.conversation_id}
            conversation_id={route.conversation_id}
            {...(route.message_id && { message_id: route.message_id })}
            onDetails={onDetails}
          />
          {isStaff(user.role) && <KeepClaims conversation_id={route.conversation_id} />}
        </>
      )
    case 'settings':
      return <SettingsPage session={chat.session} user={user} />
    case 'library':
      return <LibraryPage user={user} filter={route.filter} />
    case 'document':
      return <DocumentPage user={user} target={route.target} />
    case 'edit_document':
      return <EditDocumentPage key={route.document_id} document_id={route.document_id} />
    case 'new_document':
      return <NewDocumentPage filter={route.filter} />
    case 'notices':
      return <NoticesPage />
    case 'planned':
      return <PlannedPage />
    case 'saved':
      return <SavedPage />
    case 'search':
      return <SearchPage wish={route.wish} />
    case 'inbox':
      return <InboxPage user={user} />
    case 'reports':
      return <ReportsPage />
    case 'home':
    case 'sign_in':
      return <Home onCompose={onCompose} />
    case 'not_found':
      return (
        <Empty title={texts.missing.page} detail={texts.missing.pageDetail}>
          <button type="button" className="button button-primary" onClick={() => navigate('/')}>
            {texts.missing.home}
          </button>
        </Empty>
      )
  }
}
