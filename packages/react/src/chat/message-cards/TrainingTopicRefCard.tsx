import type { TrainingTopicRef } from '@lectern/protocol'
import { CheckIcon, WarningIcon } from '../../icons.tsx'
import { useLabels } from '../../instructor-chat-context.tsx'
import { Markdown } from '../../text/Markdown.tsx'
import { ThumbIcon, TrainingIcon } from './card-icons.tsx'
import { CardFrame } from './CardFrame.tsx'
import { useAction, useCard, type CardViewProps } from './card-context.ts'
import { Toggle } from './Toggle.tsx'
import { wordFor } from './words.ts'

const IN_BODY = ['helpful']
const WHEN_COMPLETE = [...IN_BODY, 'mark_complete']

/** A passage of the knowledge base worth reading: checked against the document, now and later. */
export const TrainingTopicRefCard = ({ card }: CardViewProps) => {
  const { cards: labels } = useLabels()
  const data = card.data as unknown as TrainingTopicRef
  const { title, excerpt, version, why, level, minutes, counts, completed_at } = data
  return (
    <CardFrame
      icon={<TrainingIcon size={16} />}
      title={title}
      more={wordFor(labels.choices, level)}
      inBody={completed_at === undefined ? IN_BODY : WHEN_COMPLETE}
    >
      <p className="lectern-card-meta">
        <span>{labels.minutes(minutes)}</span>
        <span>{labels.cited(version)}</span>
        {counts.completed > 0 && <span>{labels.completedCount(counts.completed)}</span>}
      </p>
      <p dir="auto">{why}</p>
      <Standing state={card.state} />
      {excerpt !== '' && (
        <blockquote className="lectern-card-quote">
          <Markdown text={excerpt} />
        </blockquote>
      )}
      {completed_at !== undefined && (
        <p className="lectern-verdict" data-correct="true">
          <CheckIcon size={16} />
          {labels.completed}
        </p>
      )}
      <Helpful data={data} />
    </CardFrame>
  )
}

const Standing = ({ state }: { state: string }) => {
  const { cards: labels } = useLabels()
  if (state !== 'stale' && state !== 'missing') return null
  return (
    <p className="lectern-card-notice" data-tone={state === 'stale' ? 'amber' : 'red'}>
      <WarningIcon size={16} />
      <span>{state === 'stale' ? labels.staleWhy : labels.missingWhy}</span>
    </p>
  )
}

const Helpful = ({ data: { helpful, counts } }: { data: TrainingTopicRef }) => {
  const { cards: labels } = useLabels()
  const { act } = useCard()
  const name = helpful ? labels.wasHelpful(counts.helpful) : labels.helpful(counts.helpful)
  return (
    <div className="lectern-card-toggles">
      <Toggle
        on={helpful}
        enabled={useAction('helpful') !== undefined}
        icon={<ThumbIcon size={16} />}
        text={String(counts.helpful)}
        label={name}
        onToggle={(on) => act('helpful', { on })}
      />
    </div>
  )
}
