import type { InboxDesk } from '@lectern/client/inbox'
import type { TeachingHours, TeachingHoursInForce } from '@lectern/protocol'
import { useLoad } from '@lectern/react'
import { say } from '@lectern/react/ui'
import { useCallback, useState, type FormEvent } from 'react'
import { locale } from '../texts/texts.ts'
import { useTrouble } from '../ui/report.ts'
import { t } from './texts/texts.ts'

interface HoursFormProps {
  desk: InboxDesk
  /** The school without one. */
  place?: { id: string; name: string }
  onSet(): void
}

/** 5 January 2026 was a Monday. */
const dayName = (day: number): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day))

const here = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

const Form = ({
  desk,
  place,
  onSet,
  stored,
  onStored,
}: HoursFormProps & {
  stored: TeachingHoursInForce
  onStored(stored: TeachingHoursInForce): void
}) => {
  const zone = stored.of === 'default' ? here() : stored.hours.time_zone
  const [hours, setHours] = useState<TeachingHours>({ ...stored.hours, time_zone: zone })
  const trouble = useTrouble()
  const change = (some: Partial<TeachingHours>) => setHours({ ...hours, ...some })
  const save = (wanted: TeachingHours | null) =>
    void desk.setHours(wanted, place?.id).then((set) => {
      say(t.hoursSaved)
      onStored(set)
      onSet()
    }, trouble)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save(hours)
  }
  return (
    <form className="waiting-form" aria-label={t.hoursTitle} onSubmit={submit}>
      <h3>{place ? t.hoursOf(place.name) : t.hoursOfSchool}</h3>
      <p className="field-hint">{t.hoursFrom[stored.of]}</p>
      <fieldset className="waiting-days">
        <legend className="field-label">{t.hoursDays}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label className="choice" key={day}>
            <input
              type="checkbox"
              checked={hours.days.includes(day)}
              onChange={({ target }) =>
                change({
                  days: target.checked ? [...hours.days, day] : hours.days.filter((each) => each !== day),
                })
              }
            />
            <span>{dayName(day)}</span>
          </label>
        ))}
      </fieldset>
      <div className="waiting-filters">
        <label className="field">
          <span className="field-label">{t.hoursBegin}</span>
          <input
            className="input"
            type="time"
            required
            value={hours.from}
            onChange={({ target }) => change({ from: target.value })}
          />
        </label>
        <label className="field">
          <span className="field-label">{t.hoursEnd}</span>
          <input
            className="input"
            type="time"
            required
            value={hours.to}
            onChange={({ target }) => change({ to: target.value })}
          />
        </label>
        <label className="field">
          <span className="field-label">{t.hoursZone}</span>
          <input
            className="input"
            required
            value={hours.time_zone}
            onChange={({ target }) => change({ time_zone: target.value })}
          />
        </label>
      </div>
      <div className="report-acts">
        <button className="button button-primary">{t.hoursSave}</button>
        {stored.of !== 'default' && (
          <button type="button" className="button" onClick={() => save(null)}>
            {t.hoursReset}
          </button>
        )}
      </div>
    </form>
  )
}

export const HoursForm = (props: HoursFormProps) => {
  const { desk, place } = props
  const [loaded, , put] = useLoad(useCallback(() => desk.hours(place?.id), [desk, place?.id]))
  return loaded.status === 'ready' ? (
    <Form key={JSON.stringify(loaded.value)} {...props} stored={loaded.value} onStored={put} />
  ) : null
}
