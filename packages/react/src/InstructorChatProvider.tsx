import { useMemo } from 'react'
import { ChatProvider, type ChatProviderProps } from './ChatProvider.tsx'
import { englishLabels } from './labels/english-labels.ts'
import type { Labels } from './labels/labels.ts'

export interface InstructorChatProviderProps extends Omit<ChatProviderProps, 'labels'> {
  /** Texts in another language, or other words; missing ones stay English. */
  labels?: Partial<Labels>
}

/**
 * Gives the chat to every component below.
 * @example <InstructorChatProvider chat={new Chat({ getToken })}><ChatComponent conversationId={id} /></InstructorChatProvider>
 */
export const InstructorChatProvider = ({ labels, ...rest }: InstructorChatProviderProps) => {
  const texts = useMemo(() => ({ ...englishLabels, ...labels }), [labels])
  return <ChatProvider {...rest} labels={texts} />
}
