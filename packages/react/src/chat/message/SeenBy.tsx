import type { ReactNode, RefObject } from 'react'
import { readersOf, type TimelineRow } from '@lectern/client'
import type { Member } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useMembers } from '../../hooks/hooks.ts'
import { DeliveredMark, ReadMark, SentMark } from '../../ui/icons.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { PersonName } from '../../ui/PersonName.tsx'
import { useNameTag } from '../../hooks/use-name-tag.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { Heading } from '../../ui/Heading.tsx'
import { Scrollable } from '../../ui/Scrollable.tsx'

export interface SeenByProps {
  row: TimelineRow
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

/** The members who have read a message, received it, or neither; current while it is open. */
export const SeenBy = ({ row, anchor, onClose }: SeenByProps) => {
  const { handle } = useRowScope()
  const labels = useLabels()
  const { read, delivered, waiting } = readersOf(row.message, useMembers(handle.id))
  const isNobody = read.length + delivered.length + waiting.length === 0
  return (
    <Popover anchor={anchor} label={labels.seenBy} onClose={onClose} className="lectern-seen">
      <Scrollable label={labels.seenBy} className="lectern-seen-scroller">
        <Group title={labels.seenRead} mark={<ReadMark />} people={read} />
        <Group title={labels.seenDelivered} mark={<DeliveredMark />} people={delivered} />
        <Group title={labels.seenWaiting} mark={<SentMark />} people={waiting} />
        {isNobody && <p className="lectern-quiet">{labels.seenNobody}</p>}
      </Scrollable>
    </Popover>
  )
}

interface GroupProps {
  title: string
  mark: ReactNode
  people: readonly Member[]
}

const Group = ({ title, mark, people }: GroupProps) => {
  const formats = useFormats()
  if (people.length === 0) return null
  return (
    <section>
      <Heading as="h3" level={2}>
        {mark}
        <span>{` ${title} `}</span>
        <span>{formats.number(people.length)}</span>
      </Heading>
      <ul>
        {people.toSorted(byName).map((member) => (
          <Reader key={member.user_id} member={member} />
        ))}
      </ul>
    </section>
  )
}

const Reader = ({ member: { user_id, name, role } }: { member: Member }) => {
  const { handle } = useRowScope()
  const tag = useNameTag(handle.id, user_id)
  return (
    <li>
      <Avatar id={user_id} name={name} role={role} size="small" />
      <PersonName as="span" name={name} role={role} tag={tag} />
    </li>
  )
}

const byName = (a: Member, b: Member): number => a.name.localeCompare(b.name)
