import { layOnPaper } from '../ui/paper.ts'
import type { Message, Preview } from '@lectern/protocol'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import type { FilePart } from './parts.ts'
import { previewWidth, useAddress } from '../hooks/use-address.ts'

const WIDTH = 360
const MAX_HEIGHT = 260

interface PagePreviewProps {
  part: FilePart
  preview: Preview
  message: Message
}

/** The upper part of a PDF's first page; a press shows the whole page. */
export const PagePreview = ({ part, preview, message }: PagePreviewProps) => {
  const labels = useLabels()
  const { lightbox } = useChatEnvironment()
  const { attachment_id, filename } = part
  const { url, failed, onError } = useAddress(attachment_id, previewWidth(WIDTH))
  const alt = labels.firstPageOf(filename)
  const { id: message_id, conversation_id } = message
  const image = { id: attachment_id, filename, alt, ...preview, page: true as const, message_id }
  if (failed) return null
  const shown = Math.min(MAX_HEIGHT, Math.round((WIDTH * preview.height) / preview.width))
  return (
    <button
      type="button"
      className="lectern-page"
      style={{ aspectRatio: `${WIDTH} / ${shown}` }}
      aria-label={alt}
      onClick={() => lightbox.set({ conversation_id, images: [image], index: 0 })}
    >
      {url && (
        <img src={url} alt="" decoding="async" draggable={false} onLoad={layOnPaper} onError={onError} />
      )}
    </button>
  )
}
