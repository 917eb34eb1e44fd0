import type { TutoringTopic } from '@lectern/protocol'
import { StarIcon, TutorIcon } from '../ui/icons.tsx'
import type { CardViewProps } from '../context/host-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { Markdown } from '../text/Markdown.tsx'
import { useRowScope } from '../rows/row-context.ts'
import { CardFrame } from './CardFrame.tsx'
import { wordFor } from './words.ts'
import { PersonName } from '../ui/PersonName.tsx'
import { useRoleOf } from '../hooks/use-role-of.ts'

const HINTS = 3
/** A claim is renewed automatically. */
const RENEWED = ['claim']
const NONE: readonly string[] = []

/** One tutoring session: the question, its tutor or the length of the queue, and the hand-over. */
export const TutoringTopicCard = ({ card }: CardViewProps) => {
  const { cards: labels } = useLabels()
  const data = card.data as unknown as TutoringTopic
  const { me } = useRowScope()
  const isMine = data.tutor?.user_id === me.id && card.state === 'human_active'
  const { subject, asker, question, hint_level = 0, outcome, stars, comment } = data
  return (
    <CardFrame icon={<TutorIcon size={16} />} title={subject} inBody={isMine ? RENEWED : NONE}>
      <p className="lectern-card-meta">
        <span dir="auto">{labels.askedBy(asker.name, asker.user_id === me.id)}</span>
        <Standing data={data} state={card.state} />
      </p>
      {question !== undefined && (
        <div className="lectern-card-body">
          <Markdown text={question} />
        </div>
      )}
      {hint_level > 0 && <Hints level={hint_level} />}
      <HandOffs data={data} />
      <Notes data={data} />
      {outcome && (
        <dl className="lectern-card-facts">
          <dt>{labels.outcome}</dt>
          <dd dir="auto">{outcome}</dd>
        </dl>
      )}
      {stars !== undefined && (
        <p className="lectern-rated">
          <span role="img" aria-label={labels.stars(stars)}>
            {Array.from({ length: stars }, (_, at) => (
              <StarIcon key={at} size={16} />
            ))}
          </span>
          {comment && <span dir="auto">{comment}</span>}
        </p>
      )}
    </CardFrame>
  )
}

const Standing = ({ data, state }: { data: TutoringTopic; state: string }) => {
  const { cards: labels } = useLabels()
  const { me } = useRowScope()
  const formats = useFormats()
  const { tutor, lease_until, queue_place } = data
  if (state === 'queued' && queue_place !== undefined)
    return <strong>{labels.queuePlace(queue_place)}</strong>
  if (!tutor || (state !== 'human_active' && state !== 'assistant_active')) return null
  const until = lease_until && labels.leaseUntil(formats.time(Date.parse(lease_until)))
  return (
    <strong dir="auto" title={until}>
      {labels.helping(tutor.name, tutor.user_id === me.id)}
    </strong>
  )
}

const Hints = ({ level }: { level: number }) => {
  const { cards: labels } = useLabels()
  return (
    <p className="lectern-hints">
      <meter min={0} max={HINTS} value={level} aria-hidden="true" />
      <span>{labels.hints(level, HINTS)}</span>
    </p>
  )
}

const HandOffs = ({ data: { hand_offs = [] } }: { data: TutoringTopic }) => {
  const { cards: labels } = useLabels()
  const { me } = useRowScope()
  const formats = useFormats()
  if (hand_offs.length === 0) return null
  return (
    <details className="lectern-card-more-box">
      <summary>{`${labels.handOffs} (${hand_offs.length})`}</summary>
      <ul>
        {hand_offs.map(({ by, to, summary, note, at }) => (
          <li key={at}>
            <span className="lectern-card-meta" dir="auto">
              <span>{labels.handedOff(by.name, wordFor(labels.choices, to), by.user_id === me.id)}</span>
              <time>{formats.time(Date.parse(at))}</time>
            </span>
            {summary && <p dir="auto">{summary}</p>}
            {note && <StaffOnly text={note} />}
          </li>
        ))}
      </ul>
    </details>
  )
}

const Notes = ({ data: { notes = [] } }: { data: TutoringTopic }) => {
  const { cards: labels } = useLabels()
  const roleOf = useRoleOf(useRowScope().handle.id)
  if (notes.length === 0) return null
  return (
    <details className="lectern-card-more-box" open>
      <summary>{labels.staffNotes}</summary>
      <ul>
        {notes.map(({ by, text, at }) => (
          <li key={at}>
            <span className="lectern-card-meta" dir="auto">
              <PersonName name={by.name} role={roleOf(by.user_id)} />
            </span>
            <p dir="auto">{text}</p>
          </li>
        ))}
      </ul>
    </details>
  )
}

const StaffOnly = ({ text }: { text: string }) => {
  const { cards: labels } = useLabels()
  return (
    <p className="lectern-card-note" dir="auto">
      {`${labels.staffNotes}: ${text}`}
    </p>
  )
}
