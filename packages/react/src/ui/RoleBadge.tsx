import type { Role } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'

/** The role in words; students, the majority, have none. */
export const RoleBadge = ({ role }: { role: Role }) => {
  const labels = useLabels()
  if (role === 'student') return null
  return (
    <span className="lectern-role" data-role={role}>
      {labels.role[role]}
    </span>
  )
}
