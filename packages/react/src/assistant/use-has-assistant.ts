import { isHere } from '@lectern/client'
import { useConversation, useMembers } from '../hooks/hooks.ts'

/** Whether the assistant is a member; a list may only know the first members. */
export const useHasAssistant = (conversationId: string): boolean => {
  const members = useMembers(conversationId)
  const listed = useConversation(conversationId, (summary) =>
    summary?.members.some((member) => member.role === 'assistant' && isHere(member)),
  )
  return listed === true || members.some((member) => member.role === 'assistant' && isHere(member))
}
