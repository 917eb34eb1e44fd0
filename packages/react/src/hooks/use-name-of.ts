import { useLabels } from '../context/texts-context.ts'
import { useMe, useMembers } from './hooks.ts'

/** Names of people in a conversation; undefined for former members. */
export const useNameOf = (conversation_id: string): ((user_id: string) => string | undefined) => {
  const labels = useLabels()
  const me = useMe()
  const members = useMembers(conversation_id)
  return (user_id) =>
    user_id === me?.id ? labels.you : members.find((member) => member.user_id === user_id)?.name
}
