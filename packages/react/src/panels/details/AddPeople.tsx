import { useEffect, useState } from 'react'
import type { User } from '@lectern/protocol'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { say } from '../../core/announcements.ts'
import { after } from '../../core/clock.ts'
import { useConversationHandle, useMembers } from '../../hooks/hooks.ts'
import { useSaid } from '../../hooks/use-said.ts'
import { reasonOf } from '../../labels/reason.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { NameTag } from '../../ui/NameTag.tsx'
import { nameTags } from '../../core/name-tags.ts'
import { RoleBadge } from '../../ui/RoleBadge.tsx'
import { Truncated } from '../../ui/Truncated.tsx'
import { Alert } from '../../ui/Alert.tsx'

const TYPING_MS = 200

/** Finds people by name; a press adds each, and the field stays for the next. */
export const AddPeople = ({ conversationId, onClose }: { conversationId: string; onClose: () => void }) => {
  const labels = useLabels()
  const handle = useConversationHandle(conversationId)
  const members = useMembers(conversationId)
  const [typed, setTyped] = useState('')
  const { found, failure, setFailure } = usePeopleFound(typed)
  const current = new Set(
    members.filter(({ left_at }) => left_at === undefined).map(({ user_id }) => user_id),
  )
  const offered = found?.filter(({ id }) => !current.has(id))
  useSaid(offered && labels.said.found(offered.length))
  const tags = nameTags([...(found ?? []), ...members.map(({ user_id, name }) => ({ id: user_id, name }))])
  const add = (user: User) => {
    setFailure(undefined)
    handle.addMembers([user.id]).then(
      () => say(labels.said.added(user.name)),
      (error: unknown) => setFailure(error),
    )
  }
  return (
    <div
      className="lectern-add-people"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <input
        autoFocus
        className="lectern-input"
        type="search"
        value={typed}
        placeholder={labels.findPeople}
        aria-label={labels.findPeople}
        onChange={(event) => setTyped(event.target.value)}
      />
      {failure !== undefined && <Alert>{labels.notDone(reasonOf(failure, labels))}</Alert>}
      {offered?.length === 0 && <p className="lectern-quiet">{labels.nobodyFound}</p>}
      <ul>
        {offered?.map((user) => (
          <li key={user.id} className="lectern-person">
            <Avatar id={user.id} name={user.name} role={user.role} />
            <span className="lectern-person-name">
              <Truncated text={user.name} />
              <NameTag tag={tags.get(user.id)} />
              <RoleBadge role={user.role} />
            </span>
            <button type="button" className="lectern-button" onClick={() => add(user)}>
              {labels.add}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

const usePeopleFound = (typed: string) => {
  const { users } = useChat()
  const [found, setFound] = useState<readonly User[]>()
  const [failure, setFailure] = useState<unknown>()
  useEffect(() => {
    let current = true
    const ask = () => {
      users.search(typed.trim()).then(
        (people) => current && setFound(people),
        (error: unknown) => current && setFailure(error),
      )
    }
    const cancel = after(TYPING_MS, ask)
    return () => {
      current = false
      cancel()
    }
  }, [users, typed])
  return { found, failure, setFailure }
}
