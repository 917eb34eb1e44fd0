import { layOnPaper } from '../ui/paper.ts'
import { useState } from 'react'
import type { Attachment } from '@lectern/protocol'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { RetryButton } from '../ui/RetryButton.tsx'
import { namesAmong } from './equal-files.ts'
import { FileRow } from './FileRow.tsx'
import { kindOf } from './file-kind.ts'
import { imagesAmong } from './lightbox-images.ts'
import { useAddress } from '../hooks/use-address.ts'
import type { Pages } from '../hooks/use-pages.ts'
import { useSentFiles } from './use-sent-files.ts'
import { Heading } from '../ui/Heading.tsx'
import { Alert } from '../ui/Alert.tsx'

const KINDS = ['image', 'file'] as const

/** The files of a conversation: images as tiles, others as rows. */
export const FilesSection = ({ conversationId }: { conversationId: string }) => {
  const labels = useLabels()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('image')
  const sent = useSentFiles(conversationId, kind)
  return (
    <section className="lectern-files" aria-label={labels.filesHeading}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          {labels.filesHeading}
        </Heading>
        <div className="lectern-files-kinds" role="group" aria-label={labels.filesHeading}>
          {KINDS.map((each) => (
            <button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
              {labels.fileFilter[each]}
            </button>
          ))}
        </div>
      </div>
      <Listed kind={kind} sent={sent} conversation_id={conversationId} />
      {sent.more && (
        <button type="button" className="lectern-link-button" onClick={sent.more}>
          {labels.loadMore}
        </button>
      )}
    </section>
  )
}

interface ListedProps {
  kind: 'image' | 'file'
  sent: Pages<Attachment>
  conversation_id: string
}

const Listed = ({ kind, sent, conversation_id }: ListedProps) => {
  const labels = useLabels()
  const { lightbox } = useChatEnvironment()
  const { status, items: attachments, again } = sent
  if (status === 'failed' && attachments.length === 0)
    return (
      <Alert>
        <span>{`${labels.filesFailed} `}</span>
        <RetryButton onRetry={again} />
      </Alert>
    )
  if (status === 'loading')
    return <div className="lectern-files-loading" role="status" aria-label={labels.loading} />
  if (attachments.length === 0) return <p className="lectern-quiet">{labels.noFiles[kind]}</p>
  const names = namesAmong(attachments, labels)
  if (kind === 'file')
    return (
      <ul className="lectern-files-rows">
        {attachments.map((each, index) => (
          <li key={each.id}>
            <FileRow
              name={names[index] ?? each.filename}
              part={{ ...each, attachment_id: each.id }}
              kind={kindOf(each)}
            />
          </li>
        ))}
      </ul>
    )
  return (
    <ul className="lectern-files-tiles">
      {attachments.map((each, index) => (
        <li key={each.id}>
          <Tile
            attachment={each}
            name={names[index] ?? each.filename}
            onOpen={() => lightbox.set({ conversation_id, images: imagesAmong(attachments), index })}
          />
        </li>
      ))}
    </ul>
  )
}

interface TileProps {
  attachment: Attachment
  name: string
  onOpen: () => void
}

const Tile = ({ attachment, name, onOpen }: TileProps) => {
  const labels = useLabels()
  const { url, failed, onError } = useAddress(attachment.id, 320)
  return (
    <button type="button" aria-label={labels.openImage(name)} onClick={onOpen}>
      {url && !failed && (
        <img src={url} alt="" loading="lazy" decoding="async" onLoad={layOnPaper} onError={onError} />
      )}
    </button>
  )
}
