import type { InboxDesk } from '@lectern/client/inbox'
import type { InboxItem, Me } from '@lectern/protocol'
import { Avatar, RoleBadge } from '@lectern/react'
import {
  AssistantIcon,
  BellIcon,
  ChevronIcon,
  ClockIcon,
  QuestionIcon,
  say,
  TutorIcon,
} from '@lectern/react/ui'
import { useId, useState } from 'react'
import { conversationPath } from '../routes.ts'
import { formatMoment } from '../texts/texts.ts'
import { Link } from '../ui/Link.tsx'
import { lazyOverlay } from '../ui/lazy.ts'
import { useTrouble } from '../ui/report.ts'
import { waitWords } from './wait-words.ts'
import { t } from './texts/texts.ts'

const InboxTools = lazyOverlay(async () => (await import('./InboxTools.tsx')).InboxTools)

const ICONS = { question: QuestionIcon, review: AssistantIcon, tutoring: TutorIcon, mention: BellIcon }

interface InboxRowProps {
  desk: InboxDesk
  item: InboxItem
  me: Me
}

/** Who waits, for what and how long, and who has it. */
export const InboxRow = ({ desk, item, me }: InboxRowProps) => {
  const { kind, asker, title, excerpt, shows, waiting_since, waited_minutes, owner, lease_until } = item
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const trouble = useTrouble()
  const tools = useId()
  const KindIcon = ICONS[kind]
  const isMine = owner?.user_id === me.id
  const act = (run: () => Promise<void>, done: string) => {
    if (isBusy) return
    setBusy(true)
    run()
      .then(() => say(done), trouble)
      .finally(() => setBusy(false))
  }
  return (
    <li className="waiting">
      <Avatar id={asker.id} name={asker.name} role={asker.role} size="small" />
      <div className="waiting-text">
        <h2>
          <bdi>{asker.name}</bdi>
          <span> </span>
          <RoleBadge role={asker.role} />
          {title !== undefined && <bdi className="waiting-place">{title}</bdi>}
        </h2>
        <p className="waiting-facts">
          <span className="waiting-kind" data-kind={kind}>
            <KindIcon size={14} />
            <span>{t.kinds[kind]}</span>
          </span>
          <time
            className="waiting-fact"
            dateTime={waiting_since}
            title={t.since(formatMoment(waiting_since))}
          >
            <ClockIcon size={14} />
            <span>{waitWords(waited_minutes)}</span>
          </time>
          {item.answers > 0 && <span>{t.answers(item.answers)}</span>}
          {item.duplicates > 0 && <span>{t.duplicates(item.duplicates)}</span>}
          {item.notes > 0 && <span>{t.notesCount(item.notes)}</span>}
          {item.tags.map((tag) => (
            <bdi key={tag} className="waiting-tag">
              {tag}
            </bdi>
          ))}
        </p>
        <p className="waiting-excerpt" dir="auto">
          {excerpt || (shows ? t.shows[shows] : '')}
        </p>
        {owner && lease_until !== undefined && (
          <p className="waiting-owner" data-mine={isMine || undefined}>
            {isMine
              ? t.mineUntil(formatMoment(lease_until))
              : t.ownedUntil(owner.name, formatMoment(lease_until))}
          </p>
        )}
        <div className="report-acts">
          <Link className="button" href={conversationPath(item.conversation_id, item.message_id)}>
            {t.open}
          </Link>
          {kind !== 'mention' && !owner && (
            <button
              type="button"
              className="button button-primary"
              aria-disabled={isBusy}
              onClick={() => act(() => desk.claim(item), t.claimed)}
            >
              {t.claim}
            </button>
          )}
          {isMine && (
            <button
              type="button"
              className="button"
              aria-disabled={isBusy}
              onClick={() => act(() => desk.release(item), t.released)}
            >
              {t.release}
            </button>
          )}
          {kind !== 'mention' && (
            <button
              type="button"
              className="button button-quiet waiting-more"
              aria-expanded={isOpen}
              aria-controls={tools}
              onClick={() => setOpen(!isOpen)}
            >
              <span>{t.more}</span>
              <ChevronIcon />
            </button>
          )}
        </div>
        <div id={tools}>{isOpen && <InboxTools desk={desk} item={item} me={me} act={act} />}</div>
      </div>
    </li>
  )
}
