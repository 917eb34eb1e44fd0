import type { Role } from '@lectern/protocol'
import { useMembers } from './hooks.ts'

/** Roles of people in a conversation; undefined for former members. */
export const useRoleOf = (conversation_id: string): ((user_id: string) => Role | undefined) => {
  const members = useMembers(conversation_id)
  return (user_id) => members.find((member) => member.user_id === user_id)?.role
}
