import { isHere, type ConversationSummary } from '@lectern/client'
import { Role } from '@lectern/protocol'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useMembers } from './hooks.ts'

/** "2 instructors, 12 students and the assistant"; only the number until all members are loaded. */
export const useReaders = (summary: ConversationSummary): string => {
  const labels = useLabels()
  const formats = useFormats()
  const members = useMembers(summary.id)
  if (summary.kind === 'direct') return labels.youAnd(summary.display_title)
  if (members.length < summary.member_count) return labels.members(summary.member_count)
  const counts = Role.options.map((role) => ({
    role,
    count: members.filter((member) => isHere(member) && member.role === role).length,
  }))
  return formats.names(
    counts.filter(({ count }) => count > 0).map(({ role, count }) => labels.roles[role](count)),
  )
}
