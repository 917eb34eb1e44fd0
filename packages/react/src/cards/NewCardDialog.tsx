import type { ConversationHandle } from '@lectern/client'
import type { PinnedDocument } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { CardForm } from './CardForm.tsx'
import { Dialog } from './Dialog.tsx'
import { Materials } from './Materials.tsx'
import type { MadeByForm } from '../context/conversation-view.ts'
import { readField, useTypedForm } from '../hooks/use-typed-form.ts'
import { dataOf, NEW_CARD_FIELDS } from './new-card-fields.ts'
import { newCardPlace } from './places.ts'
import { wordFor } from './words.ts'

export interface NewCardDialogProps {
  type: MadeByForm
  handle: ConversationHandle
  onClose: () => void
}

/** Asks for the fields of a new card. It is sent like any message: kept, in order, once. */
export const NewCardDialog = ({ type, handle, onClose }: NewCardDialogProps) => {
  const { cards: labels } = useLabels()
  const place = newCardPlace(handle.id)
  const { typed, change } = useTypedForm(place, type)
  const resources = readField<readonly PinnedDocument[]>(typed, 'resources', [])
  const setResources = (chosen: readonly PinnedDocument[]) => change({ resources: JSON.stringify(chosen) })
  return (
    <Dialog title={labels.create(wordFor(labels.types, type))} onClose={onClose}>
      {(close) => (
        <CardForm
          type={type}
          place={place}
          form={type}
          fields={NEW_CARD_FIELDS[type]}
          submit={labels.createAct}
          onCancel={close}
          onSubmit={(input) => {
            const pinned = resources.length > 0 ? { resources } : {}
            handle.send('', { card: { type, data: { ...dataOf(input), ...pinned } } })
            close()
          }}
        >
          {type === 'learning_topic' && (
            <Materials handle={handle} chosen={resources} onChange={setResources} />
          )}
        </CardForm>
      )}
    </Dialog>
  )
}
