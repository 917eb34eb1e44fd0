import type { CSSProperties } from 'react'
import type { Message } from '@lectern/protocol'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useConversationHandle } from '../hooks/hooks.ts'
import { imagesIn } from './lightbox-images.ts'
import type { ImagePart } from './parts.ts'
import { namesAmong } from './equal-files.ts'
import { Picture } from './Picture.tsx'

/** The greatest size of a single image. */
const MAX_WIDTH = 360
const MAX_HEIGHT = 400
/** A narrower image could hardly be pressed. */
const MIN_WIDTH = 120
const TILES = 4

export interface ImageGridProps {
  images: readonly ImagePart[]
  message: Message
}

/** One image in its own shape, several as tiles; their size is known before they load. */
export const ImageGrid = ({ images, message }: ImageGridProps) => {
  const labels = useLabels()
  const { lightbox } = useChatEnvironment()
  const { timeline } = useConversationHandle(message.conversation_id)
  const show = (id: string): void => {
    const all = imagesIn(timeline.get().rows)
    lightbox.set({
      conversation_id: message.conversation_id,
      images: all,
      index: Math.max(
        0,
        all.findIndex((image) => image.id === id),
      ),
    })
  }
  const shown = images.slice(0, TILES)
  const more = images.length - shown.length
  const [only] = images
  const isAlone = images.length === 1 && only
  const names = namesAmong(images, labels)
  return (
    <ul className="lectern-images" data-count={shown.length} style={isAlone ? shapeOf(only) : undefined}>
      {shown.map((part, index) => (
        // Keyed by place: the image keeps it when it arrives with another id.
        <li key={index}>
          <Picture
            part={part}
            name={names[index] ?? ''}
            message={message}
            cssPx={isAlone ? MAX_WIDTH : MAX_WIDTH / 2}
            onOpen={show}
          />
          {more > 0 && index === TILES - 1 && (
            <span className="lectern-images-more" role="img" aria-label={labels.moreImages(more)}>
              {`+${more}`}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

const shapeOf = ({ width, height }: ImagePart): CSSProperties => {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height)
  const shown = Math.max(MIN_WIDTH, Math.round(width * scale))
  return { inlineSize: shown, aspectRatio: `${shown} / ${Math.max(48, Math.round(height * scale))}` }
}
