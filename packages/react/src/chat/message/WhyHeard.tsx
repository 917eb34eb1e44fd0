import { useCallback, useId, useState, type RefObject } from 'react'
import type { TimelineRow } from '@lectern/client'
import { isStaff, type Hearing, type Member } from '@lectern/protocol'
import { useChat } from '../../context/chat-context.ts'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useLoad } from '../../documents/use-load.ts'
import { useMembers } from '../../hooks/hooks.ts'
import { useSaid } from '../../hooks/use-said.ts'
import type { Labels } from '../../labels/labels.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { Heading } from '../../ui/Heading.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { Trouble } from '../../ui/Trouble.tsx'

export interface WhyHeardProps {
  row: TimelineRow
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Whether one was told of a message, and why; staff see it for every member. */
export const WhyHeard = ({ row, anchor, onClose }: WhyHeardProps) => {
  const { handle, me } = useRowScope()
  const { heard: t } = useLabels()
  const members = useMembers(handle.id)
  const [user_id, setUser] = useState(me.id)
  const others = members.filter(
    ({ user_id: id, left_at, role }) => id !== me.id && !left_at && role !== 'assistant',
  )
  return (
    <Popover anchor={anchor} label={t.menu} onClose={onClose} className="lectern-heard">
      <Heading as="h3" level={2}>
        {t.menu}
      </Heading>
      {isStaff(me.role) && others.length > 0 && (
        <Whom others={others} value={user_id} own={me.id} onChange={setUser} />
      )}
      <Answer row={row} user_id={user_id} name={others.find((each) => each.user_id === user_id)?.name} />
    </Popover>
  )
}

interface WhomProps {
  others: readonly Member[]
  value: string
  own: string
  onChange: (user_id: string) => void
}

const Whom = ({ others, value, own, onChange }: WhomProps) => {
  const labels = useLabels()
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="lectern-hidden">
        {labels.heard.whom}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <option value={own}>{labels.you}</option>
        {others.toSorted(byName).map(({ user_id, name }) => (
          <option key={user_id} value={user_id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

const byName = (a: Member, b: Member): number => a.name.localeCompare(b.name)

const Answer = ({ row, user_id, name }: { row: TimelineRow; user_id: string; name: string | undefined }) => {
  const { notices } = useChat()
  const { me } = useRowScope()
  const { heard: t } = useLabels()
  const { message } = row
  const load = useCallback(async () => {
    const desk = await notices.open()
    return desk.hearing(message, user_id === me.id ? undefined : user_id)
  }, [notices, message, user_id, me.id])
  const [loaded, reload] = useLoad(load)
  if (loaded.status === 'failed') return <Trouble title={t.failed} error={loaded.error} onRetry={reload} />
  // The place stays, so that the layer does not jump.
  if (loaded.status === 'loading') return <p className="lectern-quiet">…</p>
  return <Reasons hearing={loaded.value} name={name} />
}

const Reasons = ({ hearing, name }: { hearing: Hearing; name: string | undefined }) => {
  const labels = useLabels()
  const { heard: t } = labels
  const head = hearing.heard ? t.told(name, name === undefined) : t.notTold(name, name === undefined)
  const reason = t.because[hearing.because]
  useSaid(`${head} ${reason}`)
  return (
    <>
      <p>
        <strong>{head}</strong> <span>{reason}</span>
      </p>
      {hearing.held && <p>{t.held[hearing.held]}</p>}
      <Ending hearing={hearing} />
      {hearing.level && hearing.level_of && (
        <p className="lectern-quiet">
          <span>{t.level(levelIn(labels, hearing.level))}</span> <span>{t.levelOf[hearing.level_of]}</span>
        </p>
      )}
    </>
  )
}

const levelIn = ({ heard }: Labels, level: NonNullable<Hearing['level']>): string => heard.levels[level]

const Ending = ({ hearing: { ended_at, ended_by } }: { hearing: Hearing }) => {
  const { heard: t } = useLabels()
  const formats = useFormats()
  if (ended_at === undefined || ended_by === undefined) return null
  return <p>{t.ended[ended_by](formats.full(Date.parse(ended_at)))}</p>
}
