import type { ConversationHandle } from '@lectern/client'
import { LIMITS } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useLiveSnapshot } from '../hooks/use-store.ts'
import { useMe } from '../hooks/hooks.ts'
import { CardForm } from './CardForm.tsx'
import { Dialog } from './Dialog.tsx'
import { readField, useTypedForm } from '../hooks/use-typed-form.ts'
import type { Field } from './fields.ts'
import { newCardPlace } from './places.ts'
import { selectionOf } from './selection.ts'
import { wordFor } from './words.ts'

export interface NewDocumentDialogProps {
  handle: ConversationHandle
  selected: ReadonlySet<string>
  onClose: () => void
  /** The card was made. */
  onDone: () => void
}

const TYPE = 'create_document'
const FIELDS: readonly Field[] = [
  { name: 'title', required: true, kind: 'line', max: LIMITS.title_chars },
  { name: 'kind', required: true, kind: 'choice', options: ['note', 'faq', 'lesson', 'summary'] },
  { name: 'collection', required: false, kind: 'line', max: LIMITS.title_chars },
]

/** Asks what to make of the selected messages, and who reviews it. */
export const NewDocumentDialog = ({ handle, selected, onClose, onDone }: NewDocumentDialogProps) => {
  const { cards: labels } = useLabels()
  const place = newCardPlace(handle.id)
  const { typed, change } = useTypedForm(place, TYPE)
  const reviewer_ids = readField<readonly string[]>(typed, 'reviewers', [])
  const selection = selectionOf(handle.timeline.get().rows, selected)
  return (
    <Dialog title={labels.create(wordFor(labels.types, TYPE))} onClose={onClose}>
      {(close) =>
        selection ? (
          <CardForm
            type={TYPE}
            place={place}
            form={TYPE}
            fields={FIELDS}
            submit={labels.createAct}
            onCancel={close}
            onSubmit={(input) => {
              const reviewers = reviewer_ids.length > 0 ? { reviewer_ids } : {}
              handle.send('', { card: { type: TYPE, data: { ...input, selection, ...reviewers } } })
              close()
              onDone()
            }}
          >
            <Reviewers
              handle={handle}
              chosen={reviewer_ids}
              onChange={(chosen) => change({ reviewers: JSON.stringify(chosen) })}
            />
          </CardForm>
        ) : (
          <p>{labels.tooFarApart}</p>
        )
      }
    </Dialog>
  )
}

/** A longer list is scrolled; a course has few reviewers. */
const OFFERED = 50

const Reviewers = ({
  handle,
  chosen,
  onChange,
}: {
  handle: ConversationHandle
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) => {
  const { cards: labels } = useLabels()
  const me = useMe()
  const members = useLiveSnapshot(handle.members).filter(
    ({ user_id, role, left_at }) => user_id !== me?.id && role !== 'assistant' && !left_at,
  )
  if (members.length === 0) return null
  return (
    <fieldset className="lectern-reviewers">
      <legend>{labels.optional(labels.chooseReviewers)}</legend>
      {members.slice(0, OFFERED).map(({ user_id, name }) => (
        <label key={user_id}>
          <input
            type="checkbox"
            checked={chosen.includes(user_id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked
                  ? [...chosen, user_id]
                  : chosen.filter((each) => each !== user_id),
              )
            }
          />
          <span dir="auto">{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
