import { useEffect, useRef } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { CloseIcon } from '../../icons.tsx'
import { useLabels } from '../../instructor-chat-context.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CardForm } from './CardForm.tsx'
import { dataOf, NEW_CARD_FIELDS, type MadeByForm } from './new-card-fields.ts'
import { wordFor } from './words.ts'

export interface NewCardDialogProps {
  type: MadeByForm
  handle: ConversationHandle
  onClose: () => void
}

/** Asks for what a new card needs. It is sent like any message: kept, in its turn, once. */
export const NewCardDialog = ({ type, handle, onClose }: NewCardDialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const labels = useLabels()
  const title = labels.cards.create(wordFor(labels.cards.types, type))
  useEffect(() => dialog.current?.showModal(), [])
  const close = () => dialog.current?.close()
  return (
    <dialog ref={dialog} className="lectern-new-card" aria-label={title} onClose={onClose}>
      <header>
        <h2>{title}</h2>
        <IconButton label={labels.close} icon={<CloseIcon />} onClick={close} />
      </header>
      <CardForm
        type={type}
        fields={NEW_CARD_FIELDS[type]}
        submit={labels.cards.createAct}
        onCancel={close}
        onSubmit={(input) => {
          handle.send('', { card: { type, data: dataOf(input) } })
          close()
        }}
      />
    </dialog>
  )
}
