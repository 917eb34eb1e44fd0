import type { Message } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { useNameOf } from '../../hooks/use-name-of.ts'
import { PinIcon } from '../../ui/icons.tsx'
import { useRowScope } from '../../rows/row-context.ts'

/** Shows that a message is pinned, and by whom. */
export const PinnedMark = ({ message: { pinned_by = '' } }: { message: Message }) => {
  const { handle, me } = useRowScope()
  const labels = useLabels()
  return (
    <span className="lectern-pinned">
      <PinIcon size={14} />
      <span>{labels.pinnedBy(useNameOf(handle.id)(pinned_by), pinned_by === me.id)}</span>
    </span>
  )
}
