// How long people wait, and when a course is taught. Loaded when somebody asks for it.
import type { InboxDesk } from '@lectern/client/inbox'
import type { Me, Wait } from '@lectern/protocol'
import { useLoad } from '@lectern/react'
import { Trouble } from '@lectern/react/ui'
import { useCallback, useState } from 'react'
import { formatMoment, texts } from '../texts/texts.ts'
import { HoursForm } from './HoursForm.tsx'
import { waitWords } from './wait-words.ts'
import { t } from './texts/texts.ts'

interface Line extends Wait {
  id: string
  name: string
}

/** Bars and words: the longest wait is the whole width. */
const WaitTable = ({
  caption,
  lines,
  onOpen,
}: {
  caption: string
  lines: Line[]
  onOpen?: (id: string) => void
}) => {
  const most = Math.max(1, ...lines.map(({ longest_minutes }) => longest_minutes))
  const percent = (minutes: number) => `${(100 * minutes) / most}%`
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="waits">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.waitsName}</th>
            <th scope="col">{t.waitsMedian}</th>
            <th scope="col">{t.waitsLongest}</th>
            <th scope="col">{t.waitsNow}</th>
            <th scope="col">{t.waitsAnswered}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, name, waiting, answered, median_minutes, longest_minutes }) => (
            <tr key={id}>
              <th scope="row">
                {onOpen ? (
                  <button type="button" className="button button-quiet" onClick={() => onOpen(id)}>
                    <bdi>{name}</bdi>
                  </button>
                ) : (
                  <bdi>{name}</bdi>
                )}
              </th>
              <td>
                <span>{waitWords(median_minutes)}</span>
                <span className="waits-bar" style={{ inlineSize: percent(median_minutes) }} />
              </td>
              <td>
                <span>{waitWords(longest_minutes)}</span>
                <span className="waits-bar" style={{ inlineSize: percent(longest_minutes) }} />
              </td>
              <td>{waiting}</td>
              <td>{answered}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const WaitsSection = ({ desk, user }: { desk: InboxDesk; user: Me }) => {
  const [place, setPlace] = useState<string>()
  const [loaded, reload] = useLoad(useCallback(() => desk.waits(place), [desk, place]))
  if (loaded.status === 'failed')
    return <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
  if (loaded.status === 'loading') return <div className="device device-skeleton" aria-busy="true" />
  const { since, places, people } = loaded.value
  const lines = places.map((each) => ({ ...each, id: each.conversation_id, name: each.title ?? t.direct }))
  const name = lines.find(({ id }) => id === place)?.name ?? t.direct
  return (
    <section className="page-section" aria-label={t.waits}>
      <h2>{t.waits}</h2>
      <p className="field-hint">{t.waitsWhy(formatMoment(since))}</p>
      {lines.length === 0 && <p>{t.waitsNone}</p>}
      {place === undefined && lines.length > 0 && (
        <WaitTable caption={t.waitsByPlace} lines={lines} onOpen={setPlace} />
      )}
      {place !== undefined && (
        <>
          <button type="button" className="button" onClick={() => setPlace(undefined)}>
            {t.waitsBack}
          </button>
          <WaitTable
            caption={t.waitsByPerson(name)}
            lines={(people ?? []).map((each) => ({ ...each, id: each.user.id, name: each.user.name }))}
          />
        </>
      )}
      {(place !== undefined || user.role === 'admin') && (
        <HoursForm
          key={place}
          desk={desk}
          {...(place !== undefined && { place: { id: place, name } })}
          onSet={reload}
        />
      )}
    </section>
  )
}
