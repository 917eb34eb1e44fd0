import '@lectern/react/theme.css'
import './instructor.css'
import { Chat } from '@lectern/client'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { InstructorChatProvider } from './contexts/InstructorChatContext.tsx'
import { messageCards } from './pages/instructor/components/chat/messageCards/index.ts'
import { Instructor } from './pages/instructor/Instructor.tsx'

// VITE_API_URL is the URL of Lectern; by default http://localhost:8002.
const chat = new Chat()
void chat.session.restore()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <InstructorChatProvider chat={chat} cards={messageCards}>
      <Instructor />
    </InstructorChatProvider>
  </StrictMode>,
)
