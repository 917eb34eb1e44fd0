import type { CSSProperties } from 'react'
import type { DocumentImage } from '@lectern/protocol'
import { useChatEnvironment, type LightboxImage } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { RetryButton } from '../ui/RetryButton.tsx'
import { layOnPaper } from '../ui/paper.ts'
import { previewWidth, useAddress } from '../hooks/use-address.ts'
import { usePrinting } from '../hooks/use-printing.ts'
import { WarningIcon } from '../ui/icons.tsx'

/** A page is about this wide, and no image on it is higher. */
const PAGE_WIDTH = 720
const MAX_HEIGHT = 480

interface DrawnImageProps {
  id: string
  alt: string
  /** Its known size before it loads. */
  known: DocumentImage | undefined
}

/** An image on a page; its space is reserved before it loads, and a press shows it in full. */
export const DrawnImage = ({ id, alt, known }: DrawnImageProps) => {
  const labels = useLabels()
  const { lightbox } = useChatEnvironment()
  const { width, height, filename = '' } = known ?? {}
  const printing = usePrinting()
  const { url, failed, onError, again } = useAddress(
    id,
    previewWidth(Math.min(width ?? PAGE_WIDTH, PAGE_WIDTH)),
  )
  const open = (button: HTMLElement): void => {
    const images = imagesAround(button)
    lightbox.set({
      images,
      index: Math.max(
        0,
        images.findIndex((image) => image.id === id),
      ),
    })
  }
  if (failed)
    return (
      <span className="lectern-page-image" data-failed>
        <span>
          <WarningIcon size={16} />
          <span>{` ${labels.imageFailed}`}</span>
        </span>
        {alt && <em dir="auto">{alt}</em>}
        <RetryButton onRetry={again} />
      </span>
    )
  return (
    <button
      type="button"
      className="lectern-page-image"
      data-awaits-picture={url === undefined || undefined}
      style={known && roomFor(known)}
      aria-label={labels.openImage(alt)}
      onClick={({ currentTarget }) => open(currentTarget)}
    >
      {url && (
        <img
          src={url}
          alt={alt}
          {...(known && { width, height })}
          data-attachment={id}
          data-filename={filename}
          loading={printing ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onLoad={layOnPaper}
          onError={onError}
        />
      )}
    </button>
  )
}

const roomFor = ({ width, height }: DocumentImage): CSSProperties => ({
  inlineSize: Math.round(Math.min(width, (MAX_HEIGHT * width) / height)),
  aspectRatio: `${width} / ${height}`,
})

/** The images of the same page, in their order. */
const imagesAround = (button: HTMLElement): LightboxImage[] => {
  const page = button.closest('.lectern-document-text') ?? button
  const images = [...page.querySelectorAll<HTMLImageElement>('img[data-attachment]')].map(toLightbox)
  return [...new Map(images.map((image) => [image.id, image])).values()]
}

const toLightbox = (image: HTMLImageElement): LightboxImage => ({
  id: image.dataset.attachment ?? '',
  filename: image.dataset.filename ?? '',
  alt: image.alt,
  width: Number(image.getAttribute('width')) || image.naturalWidth,
  height: Number(image.getAttribute('height')) || image.naturalHeight,
})
