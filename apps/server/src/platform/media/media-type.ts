import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileTypeFromFile } from 'file-type'

/** The name only decides the kind of a text; the bytes decide whether it is text. */
const TEXTS: Record<string, string> = {
  '.c': 'text/x-c',
  '.cpp': 'text/x-c++',
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.go': 'text/x-go',
  '.h': 'text/x-c',
  '.html': 'text/html',
  '.htm': 'text/html',
  '.ipynb': 'application/x-ipynb+json',
  '.java': 'text/x-java',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.kt': 'text/x-kotlin',
  '.markdown': 'text/markdown',
  '.md': 'text/markdown',
  '.mjs': 'text/javascript',
  '.py': 'text/x-python',
  '.r': 'text/x-r',
  '.rb': 'text/x-ruby',
  '.rs': 'text/x-rust',
  '.sh': 'text/x-shellscript',
  '.sql': 'text/x-sql',
  '.svg': 'image/svg+xml',
  '.tex': 'text/x-tex',
  '.toml': 'text/x-toml',
  '.ts': 'text/x-typescript',
  '.tsv': 'text/tab-separated-values',
  '.tsx': 'text/x-typescript',
  '.xml': 'application/xml',
  '.yaml': 'text/x-yaml',
  '.yml': 'text/x-yaml',
}
const SAMPLE_BYTES = 256 * 1024

/** The type of the bytes; the name is only used for the kind of a text. */
export const mediaTypeOf = async (path: string, filename: string): Promise<string> => {
  const found = await fileTypeFromFile(path)
  if (found && found.mime !== 'application/xml') return found.mime
  if (!(await isText(path))) return 'application/octet-stream'
  return TEXTS[extname(filename).toLowerCase()] ?? 'text/plain'
}

/** A recording may have no picture though its kind can carry one; it is then sound. */
export const withoutPicture = async (media_type: string, path: string): Promise<string> => {
  if (!SOUND[media_type]) return media_type
  const { parseFile } = await import('music-metadata')
  const known = await parseFile(path, { skipCovers: true }).catch(() => undefined)
  const isSound = known?.format.hasVideo === false && known.format.hasAudio === true
  return isSound ? SOUND[media_type] : media_type
}

const SOUND: Readonly<Record<string, string>> = {
  'video/webm': 'audio/webm',
  'video/matroska': 'audio/matroska',
  'video/mp4': 'audio/mp4',
  'video/quicktime': 'audio/mp4',
  'video/ogg': 'audio/ogg',
}

const isText = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0)
    const sample = buffer.subarray(0, bytesRead)
    // The sample may end within a character, of at most four bytes.
    const isWhole = [0, 1, 2, 3].some((cut) => isUtf8(sample.subarray(0, Math.max(0, bytesRead - cut))))
    return isWhole && !sample.includes(0)
  } finally {
    await file.close()
  }
}
