import { useRef, useState } from 'react'
import { isHere, type ConversationSummary } from '@lectern/client'
import { isolate } from '@lectern/texts'
import type { Member } from '@lectern/protocol'
import { usePersonItems } from '../../cards/use-person-items.tsx'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useConversationHandle, useMe, useMembers, usePresence } from '../../hooks/hooks.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { CloseIcon, MoreIcon } from '../../ui/icons.tsx'
import { dotted } from '../../labels/dotted.ts'
import type { Labels } from '../../labels/labels.ts'
import { reasonOf } from '../../labels/reason.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { NameTag } from '../../ui/NameTag.tsx'
import { useHold } from '../../hooks/use-hold.ts'
import { useWriteItem } from '../../cards/use-write-item.tsx'
import { useSaid } from '../../hooks/use-said.ts'
import { useNameTag, withTag } from '../../hooks/use-name-tag.ts'
import { RoleBadge } from '../../ui/RoleBadge.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { Alert } from '../../ui/Alert.tsx'

const RANK = { assistant: 0, instructor: 1, admin: 2, student: 3 }

/** Teachers first, whoever is no longer here last. */
const byRankAndName = (a: Member, b: Member): number =>
  Number(isHere(b)) - Number(isHere(a)) ||
  RANK[a.role] - RANK[b.role] ||
  a.name.localeCompare(b.name) ||
  a.joined_at.localeCompare(b.joined_at)

export const People = ({ summary, manages }: { summary: ConversationSummary; manages: boolean }) => {
  const labels = useLabels()
  const { acts } = useChatEnvironment()
  const handle = useConversationHandle(summary.id)
  const members = useMembers(summary.id)
  const leaving = useSnapshot(acts.labels)
  const [failure, setFailure] = useState<string>()
  const remove = ({ user_id, name }: Member) => {
    setFailure(undefined)
    acts.begin(`${handle.id} ${user_id}`, {
      label: labels.removed(name),
      run: () =>
        void handle.removeMember(user_id).catch((error: unknown) => setFailure(reasonOf(error, labels))),
    })
  }
  return (
    <>
      {failure && <Alert>{labels.notDone(failure)}</Alert>}
      <ul>
        {members
          .filter(({ left_at }) => left_at === undefined)
          .sort(byRankAndName)
          .map((member) => (
            <Person
              key={member.user_id}
              member={member}
              summary={summary}
              gone={leaving.get(`${handle.id} ${member.user_id}`)}
              onFailure={(error) => setFailure(reasonOf(error, labels))}
              onRemove={manages && member.user_id !== summary.created_by ? () => remove(member) : undefined}
            />
          ))}
      </ul>
    </>
  )
}

interface PersonProps {
  member: Member
  summary: ConversationSummary
  gone: string | undefined
  onRemove: (() => void) | undefined
  onFailure: (error: unknown) => void
}

const Person = ({ member, summary, gone, onRemove, onFailure }: PersonProps) => {
  const { user_id, name, role } = member
  const { acts } = useChatEnvironment()
  const labels = useLabels()
  const presence = usePresence(user_id)
  const own = useMe()?.id === user_id
  const formats = useFormats()
  const tag = useNameTag(summary.id, user_id)
  const holds = useHold(() => acts.hold(`${summary.id} ${user_id}`))
  useSaid(gone && labels.said.canUndo(gone))
  if (gone !== undefined) {
    return (
      <li className="lectern-person" {...holds}>
        <span className="lectern-person-gone">{gone}</span>
        <button
          type="button"
          className="lectern-link-button"
          onClick={() => acts.undo(`${summary.id} ${user_id}`)}
        >
          {labels.undo}
        </button>
      </li>
    )
  }
  const former = !isHere(member)
  const reads = role !== 'assistant' && !own && !former
  const joined = tag !== undefined && labels.joinedOn(formats.date(Date.parse(member.joined_at)))
  return (
    <li className="lectern-person" data-former={former || undefined}>
      <Avatar id={user_id} name={name} role={role} {...(reads && { presence })} />
      <span className="lectern-person-text">
        <span className="lectern-person-name">
          <Truncated text={own ? `${isolate(name)} (${labels.you})` : name} />
          <NameTag tag={tag} />
          <RoleBadge role={role} />
        </span>
        {joined && <span className="lectern-person-state">{joined}</span>}
        {former && <span className="lectern-person-state">{labels.accountClosed}</span>}
        {reads && (
          <span className="lectern-person-state">
            {dotted(presence && labels.presence[presence], readState(member, summary, labels))}
          </span>
        )}
      </span>
      <PersonMenu summary={summary} member={member} onFailure={onFailure} />
      {onRemove && !own && (
        <IconButton
          label={labels.removePerson(withTag(name, tag))}
          icon={<CloseIcon size={16} />}
          onClick={onRemove}
        />
      )}
    </li>
  )
}

/** What one may do about a person; nothing is drawn where that is nothing. */
const PersonMenu = ({
  summary,
  member,
  onFailure,
}: Pick<PersonProps, 'member' | 'summary' | 'onFailure'>) => {
  const { user_id: id, name, role } = member
  const labels = useLabels()
  const label = labels.personMenu(withTag(name, useNameTag(summary.id, id)))
  const person = { id, name, role }
  const writing = useWriteItem(summary.kind === 'direct' ? undefined : person, onFailure)
  const { items, dialog } = usePersonItems(person, onFailure)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  if (items.length === 0) return null
  return (
    <>
      <IconButton
        ref={button}
        className="lectern-person-more"
        label={label}
        icon={<MoreIcon size={16} />}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Menu anchor={button} label={label} items={[...writing, ...items]} onClose={() => setOpen(false)} />
      )}
      {dialog}
    </>
  )
}

/** Nothing while there is nothing to read, or only what was written before they came. */
const readState = (
  { read_seq, joined_at }: Member,
  { last_message }: ConversationSummary,
  labels: Labels,
): string | undefined => {
  if (!last_message || Date.parse(last_message.timestamp) < Date.parse(joined_at)) return undefined
  return read_seq >= last_message.created_seq ? labels.upToDate : labels.notYetRead
}
