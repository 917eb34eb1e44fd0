import { useCallback, useState } from 'react'
import type { Document } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import type { DocumentTarget } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { WarningIcon } from '../ui/icons.tsx'
import { Changes } from './Changes.tsx'
import { useLoad } from './use-load.ts'

export interface VersionNoticeProps {
  document: Document
  target: DocumentTarget
  onTarget: (target: DocumentTarget) => void
}

/** Above an older version: the newer one, whether it still has the passage, and the differences. */
export const VersionNotice = (props: VersionNoticeProps) => {
  const { version, latest_version } = props.document
  return version === latest_version ? null : <Outdated {...props} />
}

const Outdated = ({ document, target: { span }, onTarget }: VersionNoticeProps) => {
  const { documents } = useChat()
  const labels = useLabels().documents
  const { id, content, latest_version } = document
  const [comparing, setComparing] = useState(false)
  const [newest] = useLoad(useCallback(() => documents.get(id), [documents, id]))
  const cited = span && content.slice(span.start, span.end)
  const place = newest.status === 'ready' && cited ? newest.value.content.indexOf(cited) : -1
  const isStale = newest.status === 'ready' && Boolean(cited) && place < 0
  const open = () =>
    onTarget({
      document_id: id,
      ...(cited &&
        place >= 0 && { version: latest_version, span: { start: place, end: place + cited.length } }),
    })
  return (
    <div className="lectern-version-notice" data-stale={isStale || undefined} role="note">
      <WarningIcon size={18} />
      <p>{`${labels.newer(latest_version)} ${isStale ? labels.passageChanged : ''}`}</p>
      <button type="button" className="lectern-link-button" onClick={open}>
        {labels.showNewest}
      </button>
      <button
        type="button"
        className="lectern-link-button"
        aria-expanded={comparing}
        onClick={() => setComparing(!comparing)}
      >
        {labels.whatChanged}
      </button>
      {comparing && newest.status === 'ready' && <Changes before={content} after={newest.value.content} />}
    </div>
  )
}
