// A process for untrusted files: an attack on a decoder happens here, without a key or a database, with little
// memory and a time limit.
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { isDecodable, rewriteImage } from './image.ts'
import { measure } from './measure.ts'
import type { MediaReply, MediaResult, MediaTask } from './inspection.ts'
import { lackOf } from './lack.ts'
import { mediaTypeOf, withoutPicture } from './media-type.ts'

const perform = async (task: MediaTask): Promise<MediaResult> => {
  if (task.task === 'measure') return measure(task)
  if (task.task === 'first_page') return (await import('./first-page.ts')).drawFirstPage(task)
  if (task.task === 'extract_text') return (await import('./extract-text.ts')).extractText(task)
  const media_type = await mediaTypeOf(task.source, task.filename)
  const isPhoto = media_type.startsWith('image/') && media_type !== 'image/svg+xml'
  // Nothing shows it: it is saved to a disk, as it came.
  if (task.unchanged) return { is: 'other', media_type: isPhoto ? UNKNOWN : media_type }
  if (isDecodable(media_type)) return rewriteImage(media_type, task)
  // It may contain its place, and nothing here could remove that.
  return isPhoto
    ? {
        is: 'refused',
        why: 'image_unknown',
        reason: 'Images of this kind cannot be shown; send it as JPEG or PNG.',
      }
    : { is: 'other', media_type: await withoutPicture(media_type, task.source) }
}

const UNKNOWN = 'application/octet-stream'

new Worker(new URL(`memory-guard${extname(import.meta.filename)}`, import.meta.url)).unref()

process.on('message', (task: MediaTask) => {
  const reply = (answer: MediaReply): void => void process.send?.(answer)
  perform(task).then(
    (result) => reply({ result }),
    (error: unknown) => reply({ error: String(error), lack: lackOf(error) }),
  )
})
process.on('disconnect', () => process.exit())
