import '@lectern/react/theme.css'
import './platform.css'
import { Chat } from '@lectern/client'
import { InstructorChatProvider, type CardViews, type Labels } from '@lectern/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Messages } from './Messages.tsx'
import { TopicNote } from './TopicNote.tsx'

// VITE_API_URL is the URL of Lectern; by default http://localhost:8002.
const chat = new Chat()
void chat.session.restore()

const cards: CardViews = { topic: TopicNote }
const labels: Partial<Labels> = { messageTo: (name) => `Ask or answer in ${name}` }

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <InstructorChatProvider chat={chat} cards={cards} labels={labels} locale="en-GB">
      <Messages />
    </InstructorChatProvider>
  </StrictMode>,
)
