import type { Message } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { useNameOf } from '../../hooks/use-name-of.ts'
import { useRoleOf } from '../../hooks/use-role-of.ts'
import { PinIcon } from '../../ui/icons.tsx'
import { RoleMark } from '../../ui/RoleMark.tsx'
import { useRowScope } from '../../rows/row-context.ts'

/** Shows that a message is pinned, and by whom. */
export const PinnedMark = ({ message: { pinned_by = '' } }: { message: Message }) => {
  const { handle, me } = useRowScope()
  const labels = useLabels()
  const roleOf = useRoleOf(handle.id)
  return (
    <span className="lectern-pinned">
      <PinIcon size={14} />
      <span>{labels.pinnedBy(useNameOf(handle.id)(pinned_by), pinned_by === me.id)}</span>
      {pinned_by !== me.id && <RoleMark role={roleOf(pinned_by)} />}
    </span>
  )
}
