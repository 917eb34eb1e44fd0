import { useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import type { Member } from '@lectern/protocol'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useConversationHandle, useMe, useMembers, usePresence } from '../../hooks/hooks.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { reasonOf } from '../../labels/reason.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { RoleBadge } from '../../ui/RoleBadge.tsx'
import { Truncated } from '../../ui/Truncated.tsx'

const RANK = { assistant: 0, instructor: 1, admin: 2, student: 3 }

const byRankAndName = (a: Member, b: Member): number =>
  RANK[a.role] - RANK[b.role] || a.name.localeCompare(b.name)

/** Teachers first, then by name. */
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
      {failure && <p role="alert">{labels.notDone(failure)}</p>}
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
}

const Person = ({ member, summary, gone, onRemove }: PersonProps) => {
  const { user_id, name, role } = member
  const { acts } = useChatEnvironment()
  const labels = useLabels()
  const presence = usePresence(user_id)
  const own = useMe()?.id === user_id
  if (gone !== undefined) {
    return (
      <li className="lectern-person" role="status">
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
  const reads = role !== 'assistant' && !own
  return (
    <li className="lectern-person">
      <Avatar id={user_id} name={name} role={role} {...(reads && { presence })} />
      <span className="lectern-person-text">
        <span className="lectern-person-name">
          <Truncated text={own ? `${name} (${labels.you})` : name} />
          <RoleBadge role={role} />
        </span>
        {reads && (
          <span className="lectern-person-state">
            {presence && `${labels.presence[presence]} · `}
            {member.read_seq >= lastSeq(summary) ? labels.upToDate : labels.notYetRead}
          </span>
        )}
      </span>
      {onRemove && !own && (
        <IconButton label={labels.removePerson(name)} icon={<CloseIcon size={16} />} onClick={onRemove} />
      )}
    </li>
  )
}

const lastSeq = ({ last_message }: ConversationSummary): number => last_message?.created_seq ?? 0
