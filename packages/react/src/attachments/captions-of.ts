import type { FilePart } from './parts.ts'

const CAPTIONS = /\.(?:vtt|srt)$/iu

const stemOf = (filename: string): string => filename.slice(0, Math.max(0, filename.lastIndexOf('.')))

/**
 * The captions of a recording among the files of its message: those with its name. A message with one recording may call
 * its only captions as it likes.
 */
export const captionsOf = (recording: FilePart, files: readonly FilePart[]): FilePart | undefined => {
  const captions = files.filter(({ filename }) => CAPTIONS.test(filename))
  const stem = stemOf(recording.filename)
  const own = captions.find(({ filename }) => stemOf(filename) === stem)
  const recordings = files.filter(({ media_type }) => /^(?:audio|video)\//u.test(media_type))
  return own ?? (captions.length === 1 && recordings.length === 1 ? captions[0] : undefined)
}
