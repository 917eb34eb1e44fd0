import { useLabels } from '../context/texts-context.ts'
import { useMe, useMembers } from './hooks.ts'
import { memberTags, withTag } from './use-name-tag.ts'

/** Names of people in a conversation; undefined for former members. */
export const useNameOf = (conversation_id: string): ((user_id: string) => string | undefined) => {
  const labels = useLabels()
  const me = useMe()
  const members = useMembers(conversation_id)
  return (user_id) => {
    if (user_id === me?.id) return labels.you
    const member = members.find((each) => each.user_id === user_id)
    return member && withTag(member.name, memberTags(members).get(user_id))
  }
}
