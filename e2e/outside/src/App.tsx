import { Chat } from '@lectern/client'
import {
  Avatar,
  ChatBox,
  ChatComponent,
  ChatHeader,
  ChatInput,
  ConversationList,
  InstructorChatProvider,
  Markdown,
  TypingIndicator,
} from '@lectern/react'

const query = new URLSearchParams(location.search)
const chat = new Chat({ apiUrl: query.get('server') ?? '' })
void chat.session.restore()
const conversationId = query.get('conversation') ?? ''

const Whole = () => (
  <div style={{ display: 'grid', gridTemplateColumns: '300px minmax(0, 1fr)', height: '100vh' }}>
    <ConversationList selectedId={conversationId} onSelect={() => {}} />
    <ChatComponent conversationId={conversationId} />
  </div>
)

/** Put together by oneself. */
const Parts = () => (
  <div style={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr) auto auto auto', height: '100vh' }}>
    <ChatHeader conversationId={conversationId} />
    <ChatBox conversationId={conversationId} />
    <TypingIndicator conversationId={conversationId} />
    <ChatInput conversationId={conversationId} />
    <div>
      <Markdown text={'A paragraph.\n\nAnother, and `code`.'} />
      <Avatar id="1" name="Ada" />
    </div>
  </div>
)

export const App = () => (
  <InstructorChatProvider chat={chat} locale="en-GB">
    {query.has('parts') ? <Parts /> : <Whole />}
  </InstructorChatProvider>
)
