import type { ConversationHandle } from '@lectern/client'
import { LIMITS, type Passage } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { Markdown } from '../text/Markdown.tsx'
import { CardForm } from './CardForm.tsx'
import { Dialog } from './Dialog.tsx'
import { readField, useTypedForm } from '../hooks/use-typed-form.ts'
import type { Field } from './fields.ts'
import { newCardPlace } from './places.ts'
import { PassagePicker } from './PassagePicker.tsx'
import { wordFor } from './words.ts'

const TYPE = 'training_topic_ref'
const FIELDS: readonly Field[] = [
  { name: 'why', required: true, kind: 'text', max: LIMITS.card_packet_chars },
  { name: 'level', required: true, kind: 'choice', options: ['introductory', 'core', 'advanced'] },
  { name: 'minutes', required: true, kind: 'number', min: 1, max: 600 },
]

/** Asks for the passage first, then for the reason to read it. */
export const NewTrainingDialog = ({
  handle,
  onClose,
}: {
  handle: ConversationHandle
  onClose: () => void
}) => {
  const { cards: labels } = useLabels()
  const place = newCardPlace(handle.id)
  const { typed, change } = useTypedForm(place, TYPE)
  const passage = readField<Passage | undefined>(typed, 'passage', undefined)
  return (
    <Dialog title={labels.create(wordFor(labels.types, TYPE))} onClose={onClose}>
      {(close) =>
        passage ? (
          <>
            <blockquote className="lectern-card-quote">
              <Markdown text={passage.excerpt} page />
            </blockquote>
            <CardForm
              type={TYPE}
              place={place}
              form={TYPE}
              fields={FIELDS}
              submit={labels.createAct}
              onCancel={close}
              onSubmit={(input) => {
                const { document_id, version, span } = passage
                handle.send('', { card: { type: TYPE, data: { ...input, document_id, version, span } } })
                close()
              }}
            />
          </>
        ) : (
          <PassagePicker handle={handle} onPick={(picked) => change({ passage: JSON.stringify(picked) })} />
        )
      }
    </Dialog>
  )
}
