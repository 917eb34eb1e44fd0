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

/** Every image that is loaded, in the order of the conversation. */
export const imagesIn = (rows: readonly TimelineRow[]): LightboxImage[] =>
  rows.flatMap(({ message }) => imagesOf(message))

/** Of a list of attachments, as it is. */
export const imagesAmong = (attachments: readonly Attachment[]): LightboxImage[] =>
  attachments.flatMap(({ id, filename, width, height }) =>
    width === undefined || height === undefined ? [] : [{ id, filename, alt: '', width, height }],
  )
