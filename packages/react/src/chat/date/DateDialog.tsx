import { useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { say } from '../../core/announcements.ts'
import { dayOf } from '../../core/clock.ts'
import { Dialog } from '../../cards/Dialog.tsx'
import { reasonOf } from '../../labels/reason.ts'
import { useToday } from '../../hooks/today.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Calendar } from './Calendar.tsx'
import { momentOf } from './days.ts'

export interface DateDialogProps {
  handle: ConversationHandle
  onJump: (message_id: string) => void
  onClose: () => void
}

/** Goes to the first message of a day, or of the next day that has one. */
export const DateDialog = ({ handle, onJump, onClose }: DateDialogProps) => {
  const { date } = useLabels()
  return (
    <Dialog title={date.title} onClose={onClose}>
      {(close) => (
        <Days
          handle={handle}
          onJump={(id) => {
            close()
            onJump(id)
          }}
        />
      )}
    </Dialog>
  )
}

const Days = ({ handle, onJump }: Omit<DateDialogProps, 'onClose'>) => {
  const labels = useLabels()
  const formats = useFormats()
  const today = useToday()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const begun = handle.summary.get()?.created_at
  const first = begun === undefined ? today : Math.min(dayOf(Date.parse(begun)), today)
  const go = async (day: number) => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      const id = await findAt(handle, momentOf(day))
      if (id === undefined) return setFailure(labels.date.nothing)
      say(labels.date.shown(formats.date(momentOf(day))))
      onJump(id)
    } catch (error) {
      setFailure(labels.notDone(reasonOf(error, labels)))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="lectern-card-form" aria-busy={busy}>
      <Calendar first={first} last={today} day={today} onChoose={(day) => void go(day)} />
      {failure !== undefined && <Alert>{failure}</Alert>}
      <div className="lectern-card-buttons">
        <button type="button" className="lectern-button" aria-disabled={busy} onClick={() => void go(first)}>
          {labels.date.beginning}
        </button>
      </div>
    </div>
  )
}

/** Among the rows on the device if they reach back that far, so that it works without a network, too. */
const findAt = async (handle: ConversationHandle, moment: number): Promise<string | undefined> => {
  const { status, rows, has_more_before, has_more_after } = handle.timeline.get()
  const isSince = (timestamp: string) => Date.parse(timestamp) >= moment
  const [oldest] = rows
  const isOld = oldest !== undefined && !isSince(oldest.message.timestamp)
  const reachesBack = status === 'ready' && (isOld || !has_more_before)
  const known = reachesBack ? rows.find(({ message }) => isSince(message.timestamp)) : undefined
  if (known) return known.id
  if (reachesBack && !has_more_after && rows.length > 0) return rows.at(-1)?.id
  return handle.findAt(moment)
}
