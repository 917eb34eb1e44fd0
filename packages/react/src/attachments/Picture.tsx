import { layOnPaper } from '../ui/paper.ts'
import type { Upload } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useConversationHandle } from '../hooks/hooks.ts'
import { CloseIcon, WarningIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { ImagePart } from './parts.ts'
import { isUnderWay, ProgressRing } from './Progress.tsx'
import { previewWidth, useAddress, useUpload } from '../hooks/use-address.ts'

export interface PictureProps {
  part: ImagePart
  /** Tells it from the others of its message, if it has no description. */
  name: string
  message: Message
  /** The approximate displayed width. */
  cssPx: number
  onOpen: (id: string) => void
}

/** An image in a message; an upload shows its progress, and a retry after a failure. */
export const Picture = ({ part, name, message, cssPx, onOpen }: PictureProps) => {
  const labels = useLabels()
  const { attachment_id, alt = '' } = part
  const { url, failed, onError, again } = useAddress(attachment_id, previewWidth(cssPx))
  const upload = useUpload(attachment_id)
  return (
    <div
      className="lectern-picture"
      data-failed={failed || undefined}
      data-awaits-picture={(url === undefined && !failed) || undefined}
    >
      <button type="button" aria-label={labels.openImage(alt || name)} onClick={() => onOpen(attachment_id)}>
        {url && !failed && (
          <img src={url} alt={alt} decoding="async" draggable={false} onLoad={layOnPaper} onError={onError} />
        )}
      </button>
      {failed && !upload && (
        <button type="button" className="lectern-picture-again" onClick={again}>
          <WarningIcon size={16} />
          <span>{`${labels.imageFailed} ${labels.tryAgain}`}</span>
        </button>
      )}
      {upload && <OnItsWay upload={upload} message={message} />}
    </div>
  )
}

const OnItsWay = ({ upload, message }: { upload: Upload; message: Message }) => {
  const labels = useLabels()
  const handle = useConversationHandle(message.conversation_id)
  if (upload.status === 'ready') return null
  return (
    <div className="lectern-picture-way">
      {isUnderWay(upload) ? <ProgressRing upload={upload} /> : <WarningIcon size={22} />}
      <IconButton
        label={labels.removeFile(upload.filename)}
        icon={<CloseIcon size={16} />}
        onClick={() => handle.discardFile(message.id, upload.id)}
      />
    </div>
  )
}
