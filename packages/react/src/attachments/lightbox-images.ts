import type { TimelineRow } from '@lectern/client'
import type { Attachment, Message } from '@lectern/protocol'
import type { LightboxImage } from '../context/chat-context.ts'

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

/** Every loaded image, in the order of the conversation. */
export const imagesIn = (rows: readonly TimelineRow[]): LightboxImage[] =>
  rows.flatMap(({ message }) => imagesOf(message))

/** The images of a list of attachments, in its order. */
export const imagesAmong = (attachments: readonly Attachment[]): LightboxImage[] =>
  attachments.flatMap(({ id, filename, width, height }) =>
    width === undefined || height === undefined ? [] : [{ id, filename, alt: '', width, height }],
  )
