import { useState } from 'react'
import { isBlank, LIMITS, type CreateDocument, type DraftParagraph } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useHost, type CardViewProps } from '../context/host-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { DocumentIcon, TrashIcon, WarningIcon } from '../ui/icons.tsx'
import { Markdown } from '../text/Markdown.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useRowScope } from '../rows/row-context.ts'
import { CardFrame } from './CardFrame.tsx'
import { useAction, useCard } from './card-context.ts'
import { useStore } from '../hooks/use-store.ts'
import { readField, useTypedForm } from '../hooks/use-typed-form.ts'
import { isLonger, TooLong } from '../ui/TooLong.tsx'
import { placeOf } from './places.ts'
import { labelOfVerb, wordFor } from './words.ts'

const IN_BODY = ['revise']

/** A part of the conversation that becomes a document, each paragraph with its source messages. */
export const CreateDocumentFromChatCard = ({ card }: CardViewProps) => {
  const { cards: labels } = useLabels()
  const formats = useFormats()
  const data = card.data as unknown as CreateDocument
  const { title, kind, message_count, reviewers, reason, draft } = data
  const names = formats.names(reviewers.map(({ name }) => name))
  const why = card.state === 'failed' ? labels.whyFailed : labels.sentBack
  return (
    <CardFrame
      icon={<DocumentIcon size={16} />}
      title={title}
      more={wordFor(labels.choices, kind)}
      inBody={IN_BODY}
    >
      <p className="lectern-card-meta">
        <span>{labels.fromMessages(message_count)}</span>
        {names !== '' && <span dir="auto">{labels.reviewers(names)}</span>}
      </p>
      {card.state === 'generating' && <p className="lectern-card-note">{labels.drafting}</p>}
      {reason && (
        <p className="lectern-card-notice" data-tone={card.state === 'failed' ? 'red' : 'amber'}>
          <WarningIcon size={16} />
          <span dir="auto">{`${why}: ${reason}`}</span>
        </p>
      )}
      {draft && <Draft draft={draft} />}
      <Read data={data} />
    </CardFrame>
  )
}

const Read = ({ data: { document } }: { data: CreateDocument }) => {
  const labels = useLabels()
  const { openDocument } = useHost()
  const { card } = useCard()
  if (!document || !openDocument || card.state !== 'published') return null
  return (
    <button
      type="button"
      className="lectern-button"
      onClick={() => openDocument({ document_id: document.document_id })}
    >
      {labels.cards.readDocument}
    </button>
  )
}

const Draft = ({ draft }: { draft: readonly DraftParagraph[] }) => {
  const labels = useLabels()
  const { card } = useCard()
  const place = placeOf(card.message_id)
  const isKept = useStore(useChat().forms.at(place), (forms) => forms['revise'] !== undefined)
  const [editing = isKept, setEditing] = useState<boolean>()
  const revise = useAction('revise')
  if (editing && revise) return <DraftForm draft={draft} onEnd={() => setEditing(false)} />
  return (
    <>
      <ol className="lectern-draft">
        {draft.map((paragraph, at) => (
          <li key={at} data-redacted={paragraph.redacted}>
            <Markdown text={paragraph.text} />
            <Origins paragraph={paragraph} />
          </li>
        ))}
      </ol>
      {revise && (
        <button type="button" className="lectern-link-button" onClick={() => setEditing(true)}>
          {labelOfVerb(labels, card.type, revise)}
        </button>
      )}
    </>
  )
}

/** The source messages of a paragraph; a press leads there. */
const Origins = ({ paragraph: { message_ids, redacted } }: { paragraph: DraftParagraph }) => {
  const { cards: labels } = useLabels()
  const { jump } = useRowScope()
  if (redacted) return <p className="lectern-card-note">{labels.redacted}</p>
  return (
    <p className="lectern-origins">
      {message_ids.map((id, at) => (
        <button
          key={id}
          type="button"
          className="lectern-origin"
          aria-label={`${labels.goThere} ${at + 1}`}
          title={labels.goThere}
          onClick={() => jump(id)}
        >
          {at + 1}
        </button>
      ))}
    </p>
  )
}

const DraftForm = ({ draft, onEnd }: { draft: readonly DraftParagraph[]; onEnd: () => void }) => {
  const labels = useLabels()
  const { id, message_id, rev } = useCard().card
  const { handle } = useRowScope()
  const { typed, change, forget } = useTypedForm(placeOf(message_id), 'revise')
  const paragraphs = readField(typed, 'paragraphs', draft)
  // Changes of others meanwhile are not overwritten: the save is then refused.
  const [opened] = useState(rev)
  const base = readField(typed, 'rev', opened)
  const isReady =
    paragraphs.length > 0 &&
    paragraphs.every(({ text }) => !isBlank(text) && !isLonger(text, LIMITS.card_body_chars))
  const keep = (next: readonly DraftParagraph[]) =>
    change({ paragraphs: JSON.stringify(next), rev: String(base) })
  const put = (at: number, text: string) =>
    keep(paragraphs.map((each, index) => (index === at ? { ...each, text } : each)))
  const leave = () => {
    forget()
    onEnd()
  }
  const save = () => {
    const written = paragraphs.map(({ text, message_ids }) => ({ text, message_ids }))
    handle.act({ id, message_id, rev: base }, 'revise', { paragraphs: written })
    leave()
  }
  return (
    <form
      className="lectern-card-form"
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onEnd()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) save()
      }}
    >
      {paragraphs.map(({ text, redacted }, at) => (
        <div key={at} className="lectern-draft-field">
          <textarea
            className="lectern-textarea"
            rows={2}
            dir="auto"
            readOnly={redacted}
            value={text}
            aria-label={labels.cards.paragraph(at + 1)}
            onChange={(event) => put(at, event.target.value)}
          />
          <IconButton
            label={`${labels.cards.removeParagraph} ${at + 1}`}
            icon={<TrashIcon size={16} />}
            onClick={() => keep(paragraphs.filter((_, index) => index !== at))}
          />
          <TooLong text={text} limit={LIMITS.card_body_chars} />
        </div>
      ))}
      <div className="lectern-card-buttons">
        <button type="submit" className="lectern-button lectern-primary" aria-disabled={!isReady}>
          {labels.cards.saveDraft}
        </button>
        <button type="button" className="lectern-button" onClick={leave}>
          {labels.cancel}
        </button>
      </div>
    </form>
  )
}
