import type { TimelineRow } from '@lectern/client'
import type { Attachment, Message } from '@lectern/protocol'

/** An image to be looked at in full. */
export interface LightboxImage {
  id: string
  filename: string
  alt: string
  width: number
  height: number
  /** Only pictures of it can be shown: the first page of a PDF. */
  page?: true
}

export interface LightboxState {
  images: readonly LightboxImage[]
  index: number
}

const imagesOf = ({ parts, deleted_at }: Message): LightboxImage[] =>
  deleted_at
    ? []
    : parts.flatMap((part) =>
        part.type === 'image'
          ? [
              {
                id: part.attachment_id,
                filename: part.filename ?? '',
                alt: part.alt ?? '',
                width: part.width,
                height: part.height,
              },
            ]
          : [],
      )

/** Every image that is loaded, in the order of the conversation. */
export const imagesIn = (rows: readonly TimelineRow[]): LightboxImage[] =>
  rows.flatMap(({ message }) => imagesOf(message))

/** Of a list of attachments, as it is. */
export const imagesAmong = (attachments: readonly Attachment[]): LightboxImage[] =>
  attachments.flatMap(({ id, filename, width, height }) =>
    width === undefined || height === undefined ? [] : [{ id, filename, alt: '', width, height }],
  )
