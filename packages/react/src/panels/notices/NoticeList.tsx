import { useEffect } from 'react'
import type { NoticeDesk } from '@lectern/client'
import type { Notice } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useNoticeDesk } from '../../hooks/use-notices.ts'
import { useToday } from '../../hooks/today.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { BellIcon } from '../../ui/icons.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { PersonName } from '../../ui/PersonName.tsx'
import { Trouble } from '../../ui/Trouble.tsx'
import { noticeExcerpt } from './notice-excerpt.ts'

export interface NoticeListProps {
  onOpen: (conversation_id: string, message_id: string) => void
}

/** What concerned the person in the last 30 days, the latest first; a press leads to the message. */
export const NoticeList = ({ onOpen }: NoticeListProps) => {
  const desk = useNoticeDesk()
  return desk ? <Loaded desk={desk} onOpen={onOpen} /> : null
}

const Loaded = ({ desk, onOpen }: NoticeListProps & { desk: NoticeDesk }) => {
  const { notices: t, loadMore } = useLabels()
  const { status, error, notices, has_more, open } = useSnapshot(desk.state)
  useEffect(() => void desk.refresh(), [desk])
  if (status === 'error' && notices.length === 0)
    return <Trouble title={t.failed} error={error} onRetry={() => void desk.refresh()} />
  if (status === 'ready' && notices.length === 0) return <Nothing />
  return (
    <div className="lectern lectern-notices">
      <div className="lectern-notices-head">
        <p className="lectern-quiet">{t.open(open)}</p>
        <button
          type="button"
          className="lectern-link-button"
          aria-disabled={open === 0}
          // A failure is seen: the list is read again, and they are news still.
          onClick={() => open > 0 && void desk.dismissAll().catch(() => {})}
        >
          {t.dismissAll}
        </button>
      </div>
      <ul>
        {notices.map((notice) => (
          <Item
            key={`${notice.conversation_id} ${notice.created_seq}`}
            notice={notice}
            onOpen={() => {
              void desk.dismiss(notice).catch(() => {})
              onOpen(notice.conversation_id, notice.message_id)
            }}
          />
        ))}
      </ul>
      {has_more && (
        <button type="button" className="lectern-link-button" onClick={() => void desk.loadMore()}>
          {loadMore}
        </button>
      )}
    </div>
  )
}

const Nothing = () => {
  const { notices: t } = useLabels()
  return (
    <div className="lectern lectern-empty">
      <BellIcon size={32} />
      <Heading as="h2">{t.nothing}</Heading>
      <p>{t.nothingWhy}</p>
    </div>
  )
}

const Item = ({ notice, onOpen }: { notice: Notice; onOpen: () => void }) => {
  const labels = useLabels()
  const formats = useFormats()
  const today = useToday()
  const { sender_id, sender, sender_role, because, told_at, ended_at, title } = notice
  const isNews = ended_at === undefined
  return (
    <li className="lectern-told" data-news={isNews || undefined}>
      <button type="button" onClick={onOpen}>
        <Avatar id={sender_id} name={sender} role={sender_role} size="small" />
        <span className="lectern-told-text">
          <span className="lectern-told-place">
            <PersonName as="strong" name={sender} role={sender_role} />
            <span>{labels.notices.because[because]}</span>
            {title !== undefined && <bdi className="lectern-told-title">{title}</bdi>}
            <time dateTime={told_at}>{formats.brief(Date.parse(told_at), today)}</time>
          </span>
          <span className="lectern-told-excerpt" dir="auto">
            {noticeExcerpt(notice, labels)}
          </span>
        </span>
        {isNews && <span className="lectern-hidden">{labels.notices.news}</span>}
      </button>
    </li>
  )
}
