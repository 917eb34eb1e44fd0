import { useState } from 'react'
import type { TrainingTopicRef } from '@lectern/protocol'
import { useHost, type CardViewProps } from '../context/host-context.ts'
import { useLanguage } from '../context/language-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { CheckIcon, HelpfulIcon, TrainingIcon, WarningIcon } from '../ui/icons.tsx'
import { Markdown } from '../text/Markdown.tsx'
import { useRowScope } from '../rows/row-context.ts'
import { CardFrame } from './CardFrame.tsx'
import { useAction, useCard } from './card-context.ts'
import { Dialog } from './Dialog.tsx'
import { PassagePicker } from './PassagePicker.tsx'
import { Toggle } from './Toggle.tsx'
import { labelOfVerb, wordFor } from './words.ts'

const IN_BODY = ['helpful', 'open']
const WHEN_COMPLETE = [...IN_BODY, 'mark_complete']

/** A recommended passage of the knowledge base, checked against the document now and later. */
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
      <p lang={useLanguage()} dir="auto">
        {why}
      </p>
      <Standing state={card.state} />
      {excerpt !== '' && (
        <blockquote className="lectern-card-quote">
          <Markdown text={excerpt} page />
        </blockquote>
      )}
      {completed_at !== undefined && (
        <p className="lectern-verdict" data-correct="true">
          <CheckIcon size={16} />
          <span>{labels.completed}</span>
        </p>
      )}
      <div className="lectern-card-buttons">
        <Open data={data} />
        <Helpful data={data} />
        <Repin document_id={data.document_id} />
      </div>
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
    <Toggle
      on={helpful}
      enabled={useAction('helpful') !== undefined}
      icon={<HelpfulIcon size={16} />}
      text={String(counts.helpful)}
      label={name}
      onToggle={(on) => act('helpful', { on })}
    />
  )
}

/** Opens the document at the passage and records that the user did. */
const Open = ({ data: { document_id, version, span } }: { data: TrainingTopicRef }) => {
  const labels = useLabels()
  const { openDocument } = useHost()
  const { card, act } = useCard()
  const open = useAction('open')
  if (!open) return null
  return (
    <button
      type="button"
      className="lectern-button lectern-primary"
      onClick={() => {
        act('open')
        openDocument?.({ document_id, version, span })
      }}
    >
      {labelOfVerb(labels, card.type, open)}
    </button>
  )
}

/** Pins another passage of the same document in its current version. */
const Repin = ({ document_id }: { document_id: string }) => {
  const labels = useLabels()
  const { card, act } = useCard()
  const { handle } = useRowScope()
  const [isPicking, setPicking] = useState(false)
  const repin = useAction('repin')
  if (!repin) return null
  const label = labelOfVerb(labels, card.type, repin)
  return (
    <>
      <button type="button" className="lectern-button" onClick={() => setPicking(true)}>
        {label}
      </button>
      {isPicking && (
        <Dialog title={label} onClose={() => setPicking(false)}>
          {(close) => (
            <PassagePicker
              handle={handle}
              document_id={document_id}
              onPick={({ version, span }) => {
                act('repin', { version, span })
                close()
              }}
            />
          )}
        </Dialog>
      )}
    </>
  )
}
