import { dotted } from '../labels/dotted.ts'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { Document } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import type { DocumentTarget } from '../context/host-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { useConversation } from '../hooks/hooks.ts'
import { useLazyState } from '../hooks/use-lazy.ts'
import { pageReader } from '../text/page-reader.ts'
import { DownloadIcon } from '../ui/icons.tsx'
import { reasonOf } from '../labels/reason.ts'
import { Trouble } from '../ui/Trouble.tsx'
import { Backlinks } from './Backlinks.tsx'
import { DocumentSkeleton } from './DocumentSkeleton.tsx'
import { DocumentText } from './DocumentText.tsx'
import { useLoad } from './use-load.ts'
import { VersionNotice } from './VersionNotice.tsx'
import { VersionPicker } from './VersionPicker.tsx'
import { DeeperHeadings, Heading } from '../ui/Heading.tsx'
import { Alert } from '../ui/Alert.tsx'

export interface DocumentViewProps {
  target: DocumentTarget
  /** Another version was chosen. */
  onTarget: (target: DocumentTarget) => void
  /** A message that cites it was chosen. */
  onMessage: (conversation_id: string, message_id: string) => void
  /** The acts on it, beside its title. */
  acts?: (document: Document, put: (document: Document) => void) => ReactNode
  /** It is shown, such as for the title of the page; the same function at each render. */
  onShown?: (document: Document) => void
}

/** A document at a passage, with its versions and the messages that cite it. */
export const DocumentView = (props: DocumentViewProps) => {
  const { documents } = useChat()
  const labels = useLabels()
  const { document_id, version } = props.target
  const load = useCallback(() => documents.get(document_id, version), [documents, document_id, version])
  const [loaded, reload, put] = useLoad(load)
  // Read as a message, a document would look otherwise for a moment. Without its reader that must do.
  const reader = useLazyState(pageReader)
  const waits = reader.status === 'absent' || reader.status === 'loading'
  switch (loaded.status) {
    case 'loading':
      return <DocumentSkeleton />
    case 'failed': {
      const isGone = loaded.error?.problem.code === 'not_found'
      return (
        <div className="lectern lectern-document">
          {isGone ? (
            <p className="lectern-document-gone">{labels.documents.gone}</p>
          ) : (
            <Trouble title={labels.documents.failed} error={loaded.error} onRetry={reload} />
          )}
        </div>
      )
    }
    case 'ready':
      if (waits) return <DocumentSkeleton />
      return <Page key={document_id} {...props} document={loaded.value} put={put} />
  }
}

type PageProps = DocumentViewProps & { document: Document; put: (document: Document) => void }

const Page = ({ target, onTarget, onMessage, acts, onShown, document, put }: PageProps) => {
  useEffect(() => onShown?.(document), [onShown, document])
  const { span } = target
  const isWhole = span !== undefined && span.end <= document.content.length
  return (
    <article className="lectern lectern-document" aria-label={document.title}>
      <header className="lectern-document-head">
        <div className="lectern-document-title">
          <Heading as="h2" lang={document.lang} dir="auto">
            {document.title}
          </Heading>
          {acts?.(document, put)}
        </div>
        <About document={document} onTarget={onTarget} />
      </header>
      <VersionNotice document={document} target={target} onTarget={onTarget} />
      <DeeperHeadings by={1}>
        <DocumentText document={document} span={isWhole ? span : undefined} />
      </DeeperHeadings>
      {document.original && <Original document={document} />}
      <Backlinks documentId={document.id} onMessage={onMessage} />
    </article>
  )
}

const About = ({ document, onTarget }: Pick<PageProps, 'document' | 'onTarget'>) => {
  const labels = useLabels()
  const formats = useFormats()
  const place = useConversation(document.conversation_id ?? '', (summary) => summary?.display_title)
  const facts = [
    document.conversation_id === undefined ? labels.documents.school : place,
    document.collection,
    formats.date(Date.parse(document.updated_at)),
  ]
  return (
    <p className="lectern-document-about">
      {document.state !== 'published' && (
        <span className="lectern-document-state">{labels.documents.states[document.state]}</span>
      )}
      <span dir="auto">{dotted(...facts)}</span>
      <VersionPicker document={document} onTarget={onTarget} />
    </p>
  )
}

const Original = ({ document }: { document: Document }) => {
  const { documents } = useChat()
  const labels = useLabels()
  const [failure, setFailure] = useState<string>()
  const { id, version, original } = document
  if (!original) return null
  const download = () => {
    setFailure(undefined)
    documents.original(id, version).then(
      (bytes) => saveAs(bytes, original.filename),
      (error: unknown) => setFailure(reasonOf(error, labels)),
    )
  }
  return (
    <p className="lectern-document-original">
      <button type="button" className="lectern-link-button" onClick={download}>
        <DownloadIcon size={16} />
        <span>{labels.documents.original(original.filename)}</span>
      </button>
      {failure !== undefined && <Alert as="span">{labels.notDone(failure)}</Alert>}
    </p>
  )
}

const saveAs = (bytes: Blob, name: string): void => {
  const url = URL.createObjectURL(bytes)
  const link = Object.assign(globalThis.document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
