import { dotted } from '../labels/dotted.ts'
import { useCallback } from 'react'
import type { Document } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import type { DocumentTarget } from '../context/host-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { nameAndRole } from '../labels/name-and-role.ts'
import { useLoad } from './use-load.ts'

export interface VersionPickerProps {
  document: Document
  onTarget: (target: DocumentTarget) => void
}

/** The shown version; the authors of the others are loaded if there are any. */
export const VersionPicker = ({ document, onTarget }: VersionPickerProps) => {
  const labels = useLabels().documents
  if (document.latest_version === 1) return <span>{labels.version(1)}</span>
  return <Choice key={document.latest_version} document={document} onTarget={onTarget} />
}

const Choice = ({ document: { id, version, latest_version }, onTarget }: VersionPickerProps) => {
  const { documents } = useChat()
  const all = useLabels()
  const labels = all.documents
  const formats = useFormats()
  const [loaded] = useLoad(useCallback(() => documents.versions(id), [documents, id]))
  const known = loaded.status === 'ready' ? loaded.value.versions : []
  const numbers = Array.from({ length: latest_version }, (_, index) => latest_version - index)
  return (
    <select
      className="lectern-version-picker"
      aria-label={labels.versions}
      value={version}
      onChange={(event) => onTarget({ document_id: id, version: Number(event.target.value) })}
    >
      {numbers.map((number) => {
        const about = known.find((each) => each.version === number)
        const who = about && nameAndRole(about.author, about.author_role, all)
        const words = about && `${who}, ${formats.date(Date.parse(about.created_at))}`
        return (
          <option key={number} value={number}>
            {dotted(labels.version(number), words)}
          </option>
        )
      })}
    </select>
  )
}
