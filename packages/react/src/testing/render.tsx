import { render, type RenderResult } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { InstructorChatProvider, type InstructorChatProviderProps } from '../InstructorChatProvider.tsx'
import type { FakeChat } from './fake-chat.ts'

/** Renders inside a provider and StrictMode, like a careful host. */
export const renderWith = (
  fake: FakeChat,
  children: ReactNode,
  options: Partial<InstructorChatProviderProps> = {},
): RenderResult => {
  const { chat } = fake
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
