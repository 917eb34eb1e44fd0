import { render, type RenderResult } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { InstructorChatProvider, type InstructorChatProviderProps } from '../InstructorChatProvider.tsx'
import type { FakeChat } from './fake-chat.ts'

/** Inside a provider and StrictMode, as a careful host would. */
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
