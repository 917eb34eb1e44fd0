import type { Role } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { AssistantIcon, TutorIcon } from './icons.tsx'

/**
 * Tells staff and the assistant from a student with a name like theirs, where the word of `RoleBadge` has no room:
 * a picture beside the name, and the word for whoever does not see it.
 */
export const RoleMark = ({ role }: { role: Role | undefined }) => {
  const labels = useLabels()
  if (role === undefined || role === 'student') return null
  return (
    <span className="lectern-role-mark" data-role={role} title={labels.role[role]}>
      {role === 'assistant' ? <AssistantIcon size={14} /> : <TutorIcon size={14} />}
      <span className="lectern-hidden">{` (${labels.role[role]})`}</span>
    </span>
  )
}
