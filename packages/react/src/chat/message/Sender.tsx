import { useRef, useState } from 'react'
import type { Message, User } from '@lectern/protocol'
import { usePersonItems } from '../../cards/use-person-items.tsx'
import { useLabels } from '../../context/texts-context.ts'
import { useNameTag, withTag } from '../../hooks/use-name-tag.ts'
import { useWriteItem } from '../../cards/use-write-item.tsx'
import { useRowScope } from '../../rows/row-context.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { NameTag } from '../../ui/NameTag.tsx'
import { RoleBadge } from '../../ui/RoleBadge.tsx'

interface SenderProps {
  message: Message
  /** Somebody is at the row: only then its author is a stop of the tab order. */
  attended: boolean
}

/** The author of a message; a press shows what one may do about them. */
export const Sender = ({ message, attended }: SenderProps) => {
  const { conversation_id, sender_id: id, sender: name, sender_role: role } = message
  const labels = useLabels()
  const { direct, view } = useRowScope()
  const tag = useNameTag(conversation_id, id)
  const fail = (error: unknown) => view.notice.fail(error, labels, labels.notDone)
  const person = { id, name, role }
  const writing = useWriteItem(direct ? undefined : person, fail)
  const { items, dialog } = usePersonItems(person, fail)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const acts = [...writing, ...items]
  return (
    <div className="lectern-sender">
      {acts.length === 0 ? (
        <Who {...person} />
      ) : (
        <button
          ref={button}
          type="button"
          className="lectern-sender-button"
          tabIndex={attended || open ? 0 : -1}
          aria-haspopup="menu"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Who {...person} />
        </button>
      )}
      <NameTag tag={tag} />
      <RoleBadge role={role} />
      {open && (
        <Menu
          anchor={button}
          label={labels.personMenu(withTag(name, tag))}
          items={acts}
          onClose={() => setOpen(false)}
        />
      )}
      {dialog}
    </div>
  )
}

const Who = ({ id, name, role }: Pick<User, 'id' | 'name' | 'role'>) => (
  <>
    <Avatar id={id} name={name} role={role} />
    <span className="lectern-sender-name" data-role={role} dir="auto" title={name}>
      {name}
    </span>
  </>
)
