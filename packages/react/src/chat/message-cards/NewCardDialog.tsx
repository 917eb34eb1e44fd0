import type { ConversationHandle } from '@lectern/client'
import { useLabels } from '../../instructor-chat-context.tsx'
import { CardForm } from './CardForm.tsx'
import { Dialog } from './Dialog.tsx'
import { dataOf, NEW_CARD_FIELDS, type MadeByForm } from './new-card-fields.ts'
import { wordFor } from './words.ts'

export interface NewCardDialogProps {
  type: MadeByForm
  handle: ConversationHandle
  onClose: () => void
}

/** Asks for what a new card needs. It is sent like any message: kept, in its turn, once. */
export const NewCardDialog = ({ type, handle, onClose }: NewCardDialogProps) => {
  const { cards: labels } = useLabels()
  return (
    <Dialog title={labels.create(wordFor(labels.types, type))} onClose={onClose}>
      {(close) => (
        <CardForm
          type={type}
          fields={NEW_CARD_FIELDS[type]}
          submit={labels.createAct}
          onCancel={close}
          onSubmit={(input) => {
            handle.send('', { card: { type, data: dataOf(input) } })
            close()
          }}
        />
      )}
    </Dialog>
  )
}
