import type {
  ConversationKind,
  NoticeLevel,
  NoticeSettings as Settings,
  PatchNoticeSettings,
  QuietHours,
} from '@lectern/protocol'
import { useChat, useLoad } from '@lectern/react'
import { Trouble } from '@lectern/react/ui'
import { useCallback, useRef, useState } from 'react'
import { labels, locale, texts } from '../texts/texts.ts'
import { usePreferences } from '../preferences.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { useTrouble } from '../ui/report.ts'
import { askPermission, permissionNow } from './desktop.ts'
import { PushField } from './PushField.tsx'
import { playSound } from './sound.ts'

const t = texts.notices

const KINDS = ['direct', 'group', 'course'] as const satisfies ConversationKind[]
const LEVELS = ['all', 'mentions', 'nothing'] as const satisfies NoticeLevel[]

/** Of what one hears, when it is quiet, and how this browser says so. */
export const NoticeSettings = () => {
  const { notices } = useChat()
  const load = useCallback(async () => (await notices.open()).settings(), [notices])
  const [loaded, reload, put] = useLoad(load)
  const report = useTrouble()
  const turn = useRef(Promise.resolve())
  const latest = useRef<PatchNoticeSettings>(undefined)
  /** One after the other. The answer to an earlier change must not undo what is shown of a later one. */
  const change = (patch: PatchNoticeSettings): void => {
    if (loaded.status === 'ready') put(shownAfter(loaded.value, patch))
    latest.current = patch
    const isLatest = () => latest.current === patch
    turn.current = turn.current.then(async () => {
      try {
        const answer = await (await notices.open()).change(patch)
        if (isLatest()) put(answer)
      } catch (error) {
        report(error)
        if (isLatest()) reload()
      }
    })
  }
  return (
    <section className="page-section" id="notices">
      <h2>{t.title}</h2>
      <p className="field-hint">{t.hint}</p>
      {loaded.status === 'failed' && (
        <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
      )}
      {loaded.status === 'ready' && (
        <>
          {KINDS.map((kind) => (
            <SelectField
              key={kind}
              label={t.kinds[kind]}
              value={loaded.value[kind]}
              options={LEVELS.map((level) => [level, labels.heard.levels[level]] as const)}
              onChange={(level) => change({ [kind]: level })}
            />
          ))}
          <QuietFields quiet={loaded.value.quiet} onChange={(quiet) => change({ quiet })} />
        </>
      )}
      <h3>{t.here}</h3>
      <DesktopField />
      <PushField />
      <SoundField />
    </section>
  )
}

/** As it is shown until the server has answered. */
const shownAfter = (before: Settings, { quiet, ...levels }: PatchNoticeSettings): Settings => {
  const { quiet: stored, ...known } = before
  const kept = quiet === undefined ? stored : (quiet ?? undefined)
  const set = Object.fromEntries(Object.entries(levels).filter(([, level]) => level !== null))
  return { ...known, ...set, ...(kept && { quiet: kept }) }
}

const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** Nights, as most people have them. */
const USUAL = { from: '21:00', to: '07:00', days: [1, 2, 3, 4, 5, 6, 7] }

interface QuietFieldsProps {
  quiet: QuietHours | undefined
  onChange(quiet: QuietHours | null): void
}

const QuietFields = ({ quiet, onChange }: QuietFieldsProps) => (
  <fieldset className="field quiet-hours">
    <legend className="field-label">{t.quiet}</legend>
    <label className="check-field">
      <input
        type="checkbox"
        checked={quiet !== undefined}
        onChange={(event) => onChange(event.target.checked ? { ...USUAL, time_zone: zoneHere() } : null)}
      />
      <span>{t.quietHint}</span>
    </label>
    {quiet && <QuietTimes quiet={quiet} onChange={onChange} />}
  </fieldset>
)

interface TimesProps {
  quiet: QuietHours
  onChange(quiet: QuietHours): void
}

const TimeField = ({ end, quiet, onChange }: TimesProps & { end: 'from' | 'to' }) => (
  <label className="quiet-time">
    <span>{t.quietTimes[end]}</span>
    <input
      type="time"
      className="input"
      value={quiet[end]}
      // An emptied field is no time yet.
      onChange={(event) => event.target.value !== '' && onChange({ ...quiet, [end]: event.target.value })}
    />
  </label>
)

const QuietTimes = ({ quiet, onChange }: TimesProps) => {
  const here = zoneHere()
  return (
    <>
      <div className="input-row">
        <TimeField end="from" quiet={quiet} onChange={onChange} />
        <TimeField end="to" quiet={quiet} onChange={onChange} />
      </div>
      <Days days={quiet.days} onChange={(days) => onChange({ ...quiet, days })} />
      <p className="field-hint">{t.zone(quiet.time_zone)}</p>
      {quiet.time_zone !== here && (
        <button type="button" className="button" onClick={() => onChange({ ...quiet, time_zone: here })}>
          {t.zoneHere(here)}
        </button>
      )}
    </>
  )
}

/** 1 January 2024 was a Monday. */
const dayNames = (form: 'short' | 'long') =>
  USUAL.days.map((day) =>
    new Intl.DateTimeFormat(locale, { weekday: form, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day)),
  )

const Days = ({ days, onChange }: { days: readonly number[]; onChange(days: number[]): void }) => {
  const [short, long] = [dayNames('short'), dayNames('long')]
  return (
    <fieldset className="segments quiet-days">
      <legend className="visually-hidden">{t.quietDays}</legend>
      {USUAL.days.map((day) => (
        <label className="segment" key={day}>
          <input
            type="checkbox"
            aria-label={long[day - 1]}
            checked={days.includes(day)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...days, day].sort((a, b) => a - b)
                  : days.filter((each) => each !== day),
              )
            }
          />
          <span aria-hidden="true">{short[day - 1]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The browser is asked by this press, never before. */
const DesktopField = () => {
  const { preferences, prefer } = usePreferences()
  const [permission, setPermission] = useState(permissionNow)
  const isOn = preferences.notice_desktop && permission === 'granted'
  const turn = async (on: boolean) => {
    prefer({ notice_desktop: on, notice_hinted: true })
    if (on && permission === 'default') setPermission(await askPermission())
  }
  const cannot = permission === 'denied' || permission === 'missing'
  return (
    <div className="field">
      <label className="check-field">
        <input
          type="checkbox"
          checked={isOn}
          disabled={cannot}
          aria-describedby="notices-desktop-hint"
          onChange={(event) => void turn(event.target.checked)}
        />
        <span>{t.desktop}</span>
      </label>
      <p className="field-hint" id="notices-desktop-hint">
        {permission === 'denied'
          ? t.desktopDenied
          : permission === 'missing'
            ? t.desktopMissing
            : t.desktopHint}
      </p>
    </div>
  )
}

const SoundField = () => {
  const { preferences, prefer } = usePreferences()
  return (
    <label className="field check-field">
      <input
        type="checkbox"
        checked={preferences.notice_sound}
        onChange={(event) => {
          prefer({ notice_sound: event.target.checked })
          if (event.target.checked) void playSound()
        }}
      />
      <span>{t.sound}</span>
    </label>
  )
}
