import { useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { isolate } from '@lectern/texts'
import type { PinnedDocument } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { CloseIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { PassagePicker } from './PassagePicker.tsx'

export interface MaterialsProps {
  handle: ConversationHandle
  chosen: readonly PinnedDocument[]
  onChange: (chosen: readonly PinnedDocument[]) => void
}

/** The documents of a new unit, each in its current version. */
export const Materials = ({ handle, chosen, onChange }: MaterialsProps) => {
  const { cards: labels } = useLabels()
  const [isPicking, setPicking] = useState(false)
  return (
    <fieldset className="lectern-reviewers">
      <legend>{labels.optional(labels.resources)}</legend>
      <ul className="lectern-resources">
        {chosen.map(({ document_id, title, version }) => (
          <li key={document_id}>
            <span dir="auto">{title}</span>
            <span className="lectern-card-note">{labels.version(version)}</span>
            <IconButton
              label={`${labels.removeReply} ${isolate(title)}`}
              icon={<CloseIcon size={16} />}
              onClick={() => onChange(chosen.filter((each) => each.document_id !== document_id))}
            />
          </li>
        ))}
      </ul>
      {isPicking ? (
        <PassagePicker
          handle={handle}
          onPick={({ document_id, version, title }) => {
            onChange([
              ...chosen.filter((each) => each.document_id !== document_id),
              { document_id, version, title },
            ])
            setPicking(false)
          }}
        />
      ) : (
        <button type="button" className="lectern-link-button" onClick={() => setPicking(true)}>
          {labels.addMaterial}
        </button>
      )}
    </fieldset>
  )
}
