import '../styles/lists.css'
import type { Report, ReportState } from '@lectern/protocol'
import { RoleBadge, useChat, useLoad, useSnapshot } from '@lectern/react'
import { NameTag, tagOf, Trouble } from '@lectern/react/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { formatMoment, texts } from '../texts/texts.ts'
import { conversationPath } from '../routes.ts'
import { Link } from '../ui/Link.tsx'
import { useTrouble } from '../ui/report.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

const t = texts.reports

const ReportItem = ({ report, onSet }: { report: Report; onSet(state: ReportState): void }) => {
  const { reporter, user, reason, excerpt, created_at, conversation_id, message_id, done_by } = report
  const isOpen = report.state === 'open'
  const isConcern = reporter.role === 'assistant'
  const when = formatMoment(created_at)
  return (
    <li className={isConcern ? 'report report-concern' : 'report'}>
      <h2>
        <span>{`${t.about(user.name)} `}</span>
        <NameTag tag={tagOf(user.id)} />
        <span> </span>
        <RoleBadge role={user.role} />
      </h2>
      <p className="meta">
        <span>{`${isConcern ? t.noticed(reporter.name, when) : t.by(reporter.name, when)} `}</span>
        <RoleBadge role={reporter.role} />
      </p>
      <p className="report-reason">{isConcern ? t.concern : reason}</p>
      {excerpt !== undefined && <blockquote dir="auto">{excerpt}</blockquote>}
      {done_by && (
        <p className="meta">
          <span>{`${t.doneBy(done_by.name)} `}</span>
          <RoleBadge role={done_by.role} />
        </p>
      )}
      <div className="report-acts">
        {conversation_id !== undefined && message_id !== undefined && (
          <Link className="button" href={conversationPath(conversation_id, message_id)}>
            {t.open}
          </Link>
        )}
        <button
          type="button"
          className={isOpen ? 'button button-primary' : 'button'}
          onClick={() => onSet(isOpen ? 'done' : 'open')}
        >
          {isOpen ? t.setDone : t.setOpen}
        </button>
      </div>
    </li>
  )
}

const Reports = ({ state }: { state: ReportState }) => {
  const { reports } = useChat()
  const [loaded, reload, put] = useLoad(useCallback(() => reports.list({ state }), [reports, state]))
  const waiting = useSnapshot(reports.open)
  const shownWith = useRef(waiting)
  useEffect(() => {
    if (waiting !== shownWith.current) reload()
    shownWith.current = waiting
  }, [waiting, reload])
  const [isBusy, setBusy] = useState(false)
  const report = useTrouble()
  if (loaded.status === 'failed')
    return <Trouble title={texts.notLoaded} error={loaded.error} onRetry={reload} />
  if (loaded.status === 'loading') return <div className="device device-skeleton" aria-busy="true" />
  const { reports: shown, next_cursor } = loaded.value
  const without = (id: string) => ({ reports: shown.filter((each) => each.id !== id), next_cursor })
  const set = (id: string, next: ReportState) =>
    void reports.set(id, next).then(() => put(without(id)), report)
  const loadMore = async (cursor: string) => {
    setBusy(true)
    try {
      const next = await reports.list({ state, cursor })
      put({ ...next, reports: [...shown, ...next.reports] })
    } catch (error) {
      report(error)
    }
    setBusy(false)
  }
  if (shown.length === 0 && next_cursor === null) return <p className="field-hint">{t.none[state]}</p>
  return (
    <>
      <ul className="reports">
        {shown.map((each) => (
          <ReportItem key={each.id} report={each} onSet={(next) => set(each.id, next)} />
        ))}
      </ul>
      {next_cursor !== null && (
        <button
          type="button"
          className="button"
          aria-disabled={isBusy}
          onClick={() => !isBusy && void loadMore(next_cursor)}
        >
          {texts.showMore}
        </button>
      )}
    </>
  )
}

/** What people told staff: what waits, and what was dealt with. */
export const ReportsPage = () => {
  const [state, setState] = useState<ReportState>('open')
  return (
    <div className="page">
      <PageHeader title={t.title} />
      <div className="page-body">
        <section className="page-section">
          <fieldset className="segments">
            <legend className="visually-hidden">{t.title}</legend>
            {(['open', 'done'] as const).map((value) => (
              <label className="segment" key={value}>
                <input
                  type="radio"
                  name="reports"
                  checked={value === state}
                  onChange={() => setState(value)}
                />
                <span>{t.states[value]}</span>
              </label>
            ))}
          </fieldset>
          <Reports key={state} state={state} />
        </section>
      </div>
    </div>
  )
}
