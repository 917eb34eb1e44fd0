// React without a build: `h` is what JSX is made of. The bundle has everything.
import {
  Chat,
  ChatComponent,
  ConversationList,
  createElement as h,
  createRoot,
  InstructorChatProvider,
  useSession,
  useState,
} from './lectern/lectern.js'

const { apiUrl } = await (await fetch('/settings.json')).json()

const getToken = async () => {
  const response = await fetch('/lectern-token')
  if (!response.ok) throw new Error(await response.text())
  return response.text()
}

const chat = new Chat({ apiUrl, getToken })
void chat.session.restore()

chat.session.state.subscribe(() => {
  const session = chat.session.state.get()
  document.getElementById('who').textContent = session.status === 'signed_in' ? session.user.name : ''
})

const Messages = () => {
  const [id, setId] = useState()
  const session = useSession()
  if (session.status === 'signed_out')
    return h('p', { className: 'choose' }, 'Please sign in to the school again.')
  return h(
    'div',
    { className: 'messages', 'data-open': id && '' },
    h(ConversationList, { selectedId: id, onSelect: setId }),
    id
      ? h(ChatComponent, {
          conversationId: id,
          onBack: matchMedia('(width < 720px)').matches ? () => setId() : undefined,
        })
      : h('p', { className: 'choose' }, 'Choose a conversation.'),
  )
}

createRoot(document.getElementById('messages')).render(h(InstructorChatProvider, { chat }, h(Messages)))
