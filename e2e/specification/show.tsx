import '@lectern/react/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Chat } from '@lectern/client'
import { InstructorChatProvider } from '../../examples/specification/src/contexts/InstructorChatContext.tsx'
import { messageCards } from '../../examples/specification/src/pages/instructor/components/chat/messageCards/index.ts'
import { Instructor } from '../../examples/specification/src/pages/instructor/Instructor.tsx'

export const show = (id: string, chat: Chat): void =>
  createRoot(document.getElementById(id) as HTMLElement).render(
    <StrictMode>
      <InstructorChatProvider chat={chat} cards={messageCards}>
        <Instructor />
      </InstructorChatProvider>
    </StrictMode>,
  )
