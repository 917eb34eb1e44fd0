import { render, type RenderResult } from '@testing-library/react'
import type { Chat } from '@lectern/client'
import { StrictMode, type ReactNode } from 'react'
import { InstructorChatProvider, type InstructorChatProviderProps } from '../InstructorChatProvider.tsx'

/** Renders inside a provider and StrictMode, like a careful host. */
export const renderWith = (
  { chat }: { chat: Chat },
  children: ReactNode,
  options: Partial<InstructorChatProviderProps> = {},
): RenderResult => {
  const inProvider = (content: ReactNode) => (
    <StrictMode>
      <InstructorChatProvider chat={chat} locale="en-GB" {...options}>
        {content}
      </InstructorChatProvider>
    </StrictMode>
  )
  const result = render(inProvider(children))
  return { ...result, rerender: (content: ReactNode) => result.rerender(inProvider(content)) }
}
