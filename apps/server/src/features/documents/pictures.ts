// The pictures of an uploaded file, as images of its document.
import { join } from 'node:path'
import { imageAddress } from '@lectern/protocol'
import { withAddresses, type ExtractedText } from '../../platform/media/inspection.ts'
import { addPicture } from '../attachments/uploads.ts'
import type { AttachmentRecord } from '../../records/attachments.ts'
import type { Context, Viewer } from '../context.ts'

/** Files that are not images are left out of the text. */
export const takePictures = async (
  ctx: Context,
  viewer: Viewer,
  record: AttachmentRecord,
  { text, pictures }: ExtractedText & { is: 'text' },
): Promise<{ text: string; images: string[] }> => {
  const ids: (string | undefined)[] = []
  // One after the other, so that files of other users are checked in between.
  for (const [place, path] of pictures.entries())
    ids.push(await addPicture(ctx, viewer, record, { path, filename: filenameOf(record, place) }))
  return {
    text: withAddresses(text, (place) => ids[place] && imageAddress(ids[place])),
    images: ids.flatMap((id) => id ?? []),
  }
}

/** With the paths of its pictures instead of their names. */
export const withPaths = (
  folder: string,
  extracted: ExtractedText & { is: 'text' },
): ExtractedText & { is: 'text' } => ({
  ...extracted,
  pictures: extracted.pictures.map((name) => join(folder, name)),
})

const filenameOf = ({ filename }: AttachmentRecord, place: number): string =>
  `${withoutExtension(filename)} ${place + 1}`

export const withoutExtension = (filename: string): string => filename.replace(/\.[^.]{1,8}$/, '')
