import type { TimelineRow } from '@lectern/client'
import type { Attachment, Message } from '@lectern/protocol'
import type { LightboxImage, LightboxState } from '../context/chat-context.ts'

const imagesOf = ({ id: message_id, parts, deleted_at }: Message): LightboxImage[] =>
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
                message_id,
              },
            ]
          : [],
      )

/** Every loaded image, in the order of the conversation. */
export const imagesIn = (rows: readonly TimelineRow[]): LightboxImage[] =>
  rows.flatMap(({ message }) => imagesOf(message))

/** The images of a list of attachments, in its order. */
export const imagesAmong = (attachments: readonly Attachment[]): LightboxImage[] =>
  attachments.flatMap(({ id, filename, width, height, message_id }) =>
    width === undefined || height === undefined ? [] : [{ id, filename, alt: '', width, height, message_id }],
  )

/** The view without the images of deleted messages; undefined if the shown one was the last. */
export const withoutDeleted = (
  state: LightboxState,
  deleted: ReadonlySet<string>,
): LightboxState | undefined => {
  const stays = ({ message_id }: LightboxImage) => message_id === undefined || !deleted.has(message_id)
  if (state.images.every(stays)) return state
  const images = state.images.filter(stays)
  const before = state.images.slice(0, state.index).filter(stays).length
  return images.length === 0 ? undefined : { ...state, images, index: Math.min(before, images.length - 1) }
}
