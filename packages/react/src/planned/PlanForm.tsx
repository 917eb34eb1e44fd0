import { useId, useState, type ReactNode } from 'react'
import { ApiError } from '@lectern/client'
import { Repeats, LIMITS, type PlanMessage } from '@lectern/protocol'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { now } from '../core/clock.ts'
import { isGivenUp, reasonOf } from '../labels/reason.ts'
import { Alert } from '../ui/Alert.tsx'
import { dayText, offeredTimes, timeText, zoneHere } from './planned-times.ts'

export type PlannedWhen = Pick<PlanMessage, 'at' | 'repeats' | 'until'>

export interface PlanFormProps {
  /** What it changes; a new one begins with tomorrow. */
  planned?: (PlannedWhen & { content: string }) | undefined
  submit: string
  /** May fail; the form then says why and stays. */
  onPlan: (when: PlannedWhen, content: string) => Promise<void>
  onCancel?: (() => void) | undefined
}

const DAY_MS = 24 * 60 * 60_000

/** The clock of the server decides. */
const isOver = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.problem.limit === undefined &&
  ['at', 'until'].includes(error.problem.field ?? '')

/** When a message is sent: a usual time by one press, or any by day and time, once or again and again. */
export const PlanForm = ({ planned, submit, onPlan, onCancel }: PlanFormProps) => {
  const labels = useLabels()
  const { planned: t } = labels
  const tomorrow = offeredTimes().find(({ name }) => name === 'tomorrow')?.moment ?? now()
  const [content, setContent] = useState(planned?.content ?? '')
  const [day, setDay] = useState(planned?.at.day ?? dayText(tomorrow))
  const [time, setTime] = useState(planned?.at.time ?? timeText(tomorrow))
  const [repeats, setRepeats] = useState<Repeats | ''>(planned?.repeats ?? '')
  const [until, setUntil] = useState(planned?.until ?? '')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const time_zone = planned?.at.time_zone ?? zoneHere()
  const plan = async (when: PlannedWhen) => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await onPlan(when, content)
    } catch (error) {
      setBusy(false)
      if (!isGivenUp(error)) setFailure(isOver(error) ? t.over : labels.notDone(reasonOf(error, labels)))
    }
  }
  return (
    <form
      className="lectern-card-form lectern-plan"
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault()
        const again = repeats !== '' && { repeats, ...(until !== '' && { until }) }
        void plan({ at: { day, time, time_zone }, ...again })
      }}
    >
      {!planned && <Offers onChoose={(at) => void plan({ at: { ...at, time_zone } })} />}
      {planned && (
        <Row label={t.text}>
          {(id) => (
            <textarea
              id={id}
              className="lectern-textarea"
              dir="auto"
              required
              maxLength={LIMITS.message_chars}
              value={content}
              onChange={({ target }) => setContent(target.value)}
            />
          )}
        </Row>
      )}
      <div className="lectern-plan-when">
        <Row label={t.day}>
          {(id) => (
            <input
              id={id}
              className="lectern-input"
              type="date"
              required
              // A series keeps the day on which it began.
              min={planned ? undefined : dayText(now() - DAY_MS)}
              max={dayText(now() + LIMITS.planned_days * DAY_MS)}
              value={day}
              onChange={({ target }) => setDay(target.value)}
            />
          )}
        </Row>
        <Row label={t.time}>
          {(id) => (
            <input
              id={id}
              className="lectern-input"
              type="time"
              required
              value={time}
              onChange={({ target }) => setTime(target.value.slice(0, 5))}
            />
          )}
        </Row>
        <Row label={t.repeats}>
          {(id) => (
            <select
              id={id}
              className="lectern-input"
              value={repeats}
              onChange={({ target }) => setRepeats(target.value as Repeats | '')}
            >
              <option value="">{t.once}</option>
              {Repeats.options.map((each) => (
                <option key={each} value={each}>
                  {t.every[each]}
                </option>
              ))}
            </select>
          )}
        </Row>
        {repeats !== '' && (
          <Row label={labels.cards.optional(t.until)}>
            {(id) => (
              <input
                id={id}
                className="lectern-input"
                type="date"
                min={day}
                value={until}
                onChange={({ target }) => setUntil(target.value)}
              />
            )}
          </Row>
        )}
      </div>
      <p className="lectern-quiet">{t.byClock(time_zone.replaceAll('_', ' '))}</p>
      {failure !== undefined && <Alert>{failure}</Alert>}
      <div className="lectern-card-buttons">
        <button type="submit" className="lectern-button lectern-primary" aria-disabled={busy}>
          {submit}
        </button>
        {onCancel && (
          <button type="button" className="lectern-button" onClick={onCancel}>
            {labels.cancel}
          </button>
        )}
      </div>
    </form>
  )
}

/** A field with its words. */
const Row = ({ label, children }: { label: string; children: (id: string) => ReactNode }) => {
  const id = useId()
  return (
    <div className="lectern-card-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

const Offers = ({ onChoose }: { onChoose: (at: { day: string; time: string }) => void }) => {
  const { planned: t } = useLabels()
  const formats = useFormats()
  const named = {
    soonToday: (_: number, time: string) => t.soonToday(time),
    tomorrow: (_: number, time: string) => t.tomorrow(time),
    monday: (moment: number, time: string) =>
      t.onDay(new Intl.DateTimeFormat(formats.locale, { weekday: 'long' }).format(moment), time),
  }
  return (
    <div className="lectern-card-buttons">
      {offeredTimes().map(({ name, moment }, index) => (
        <button
          key={name}
          type="button"
          className="lectern-button"
          data-first-focus={index === 0 || undefined}
          onClick={() => onChoose({ day: dayText(moment), time: timeText(moment) })}
        >
          {named[name](moment, formats.time(moment))}
        </button>
      ))}
    </div>
  )
}
