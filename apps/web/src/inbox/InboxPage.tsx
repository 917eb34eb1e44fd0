import '../styles/lists.css'
import '../styles/inbox.css'
import type { InboxDesk, InboxFilter } from '@lectern/client/inbox'
import { isStaff, type InboxKind, type Me } from '@lectern/protocol'
import { useChat, useSnapshot } from '@lectern/react'
import { Trouble } from '@lectern/react/ui'
import { useEffect, useState } from 'react'
import { Empty } from '../pages/Empty.tsx'
import { texts } from '../texts/texts.ts'
import { Link } from '../ui/Link.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { lazyOverlay } from '../ui/lazy.ts'
import { InboxRow } from './InboxRow.tsx'
import { useInboxDesk, useKeepClaims } from './use-inbox.ts'
import { t } from './texts/texts.ts'

const WaitsSection = lazyOverlay(async () => (await import('./WaitsSection.tsx')).WaitsSection)

const VIEWS = ['all', 'unclaimed', 'mine', 'snoozed'] as const
type View = (typeof VIEWS)[number]
const OF_VIEW: Record<View, InboxFilter> = {
  all: {},
  unclaimed: { owner: 'nobody' },
  mine: { owner: 'me' },
  snoozed: { snoozed: 'true' },
}
const KINDS: readonly InboxKind[] = ['question', 'review', 'tutoring', 'mention']
/** Waiting grows while one looks. */
const AGE_MS = 60_000

interface Chosen {
  view: View
  kind: InboxKind | ''
  place: string
  tag: string
}

const toFilter = ({ view, kind, place, tag }: Chosen): InboxFilter => ({
  ...OF_VIEW[view],
  ...(kind && { kind }),
  ...(place && { conversation_id: place }),
  ...(tag && { tag }),
})

const EVERYTHING: Chosen = { view: 'all', kind: '', place: '', tag: '' }

const Loaded = ({ desk, me }: { desk: InboxDesk; me: Me }) => {
  const { status, error, items, has_more, counts, places, tags } = useSnapshot(desk.state)
  const reports = useSnapshot(useChat().reports.open)
  const [chosen, setChosen] = useState(EVERYTHING)
  useKeepClaims(desk)
  useEffect(() => void desk.show(toFilter(chosen)), [desk, chosen])
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && desk.resume(), AGE_MS)
    // What others ask for is not filtered.
    return () => {
      clearInterval(timer)
      void desk.show({})
    }
  }, [desk])
  const choose = (change: Partial<Chosen>) => setChosen({ ...chosen, ...change })
  const ofView = { all: counts.open, unclaimed: counts.unclaimed, mine: counts.mine, snoozed: counts.snoozed }
  return (
    <>
      <fieldset className="segments">
        <legend className="visually-hidden">{t.view}</legend>
        {VIEWS.map((value) => (
          <label className="segment" key={value}>
            <input
              type="radio"
              name="inbox"
              checked={value === chosen.view}
              onChange={() => choose({ view: value })}
            />
            <span>{t.views[value](ofView[value])}</span>
          </label>
        ))}
      </fieldset>
      {reports > 0 && (
        <p>
          <Link className="button" href="/my/reports">
            {texts.reports.waiting(reports)}
          </Link>
        </p>
      )}
      <div className="waiting-filters">
        <SelectField
          label={t.kind}
          value={chosen.kind}
          options={[
            ['', t.everyKind],
            ...KINDS.map((kind) => [kind, t.kindCount(t.kinds[kind], counts[kind])] as const),
          ]}
          onChange={(kind) => choose({ kind })}
        />
        <SelectField
          label={t.place}
          value={chosen.place}
          options={[
            ['', t.everyPlace],
            ...places.map(
              ({ conversation_id, title, open }) =>
                [conversation_id, t.kindCount(title ?? t.direct, open)] as const,
            ),
          ]}
          onChange={(place) => choose({ place })}
        />
        {tags.length > 0 && (
          <SelectField
            label={t.tag}
            value={chosen.tag}
            options={[['', t.everyTag], ...tags.map((tag) => [tag, tag] as const)]}
            onChange={(tag) => choose({ tag })}
          />
        )}
      </div>
      {status === 'error' && items.length === 0 ? (
        <Trouble title={texts.notLoaded} error={error} onRetry={() => void desk.refresh()} />
      ) : status !== 'ready' && items.length === 0 ? (
        <div className="device device-skeleton" aria-busy="true" />
      ) : items.length === 0 ? (
        <div className="waiting-none">
          <h2>{t.none[chosen.view]}</h2>
          <p>{chosen.view === 'all' ? t.noneWhy : t.noneFiltered}</p>
        </div>
      ) : (
        <ul className="waiting-list">
          {items.map((item) => (
            <InboxRow key={`${item.message_id} ${item.kind}`} desk={desk} item={item} me={me} />
          ))}
        </ul>
      )}
      {has_more && (
        <button type="button" className="button" onClick={() => void desk.loadMore()}>
          {texts.showMore}
        </button>
      )}
    </>
  )
}

/** What waits for staff over all their conversations, whoever has waited longest first. */
export const InboxPage = ({ user }: { user: Me }) => {
  const desk = useInboxDesk()
  const [showsWaits, setShowsWaits] = useState(false)
  if (!isStaff(user.role)) return <Empty title={texts.missing.page} detail={texts.missing.pageDetail} />
  return (
    <div className="page">
      <PageHeader title={t.title}>
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={showsWaits}
          onClick={() => setShowsWaits(!showsWaits)}
        >
          {t.waits}
        </button>
      </PageHeader>
      <div className="page-body">
        {desk && (showsWaits ? <WaitsSection desk={desk} user={user} /> : <Loaded desk={desk} me={user} />)}
      </div>
    </div>
  )
}
