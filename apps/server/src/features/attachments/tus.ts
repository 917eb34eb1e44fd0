// The headers of tus 1.0: https://tus.io/protocols/resumable-upload
import { Id } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'

const VERSION = '1.0.0'
export const TUS = { 'tus-resumable': VERSION }

type Header = (name: string) => string | undefined

/** Stands for the type of a file until it is checked, if its sender wants it unchanged. */
export const UNCHANGED = 'application/vnd.lectern.unchanged'

export interface NewUpload {
  size: number
  conversation_id: string
  filename: string
  media_type: string
}

/** The headers of an answer to OPTIONS. */
export const tusOptions = (max_bytes: number): Record<string, string> => ({
  ...TUS,
  'tus-version': VERSION,
  'tus-extension': 'creation,termination,expiration',
  'tus-max-size': String(max_bytes),
})

/** @throws AppError `invalid` */
export const readCreation = (header: Header): NewUpload => {
  refuseVersion(header)
  const metadata = readMetadata(header('upload-metadata') ?? '')
  const id = Id.safeParse(metadata.get('conversation_id'))
  if (!id.success)
    throw new AppError('invalid', '`Upload-Metadata` must name the `conversation_id`.', {
      field: 'conversation_id',
    })
  return {
    size: readNumber(header, 'upload-length', 1),
    conversation_id: id.data,
    filename: metadata.get('filename') ?? '',
    media_type: metadata.has('unchanged') ? UNCHANGED : (metadata.get('filetype') ?? '').slice(0, 127),
  }
}

/** The offset of the bytes, and their number if it is given. @throws AppError `invalid` */
export const readContinuation = (header: Header): { offset: number; length: number | undefined } => {
  refuseVersion(header)
  if (header('content-type') !== 'application/offset+octet-stream')
    throw new AppError('invalid', 'The body must be `application/offset+octet-stream`.')
  const length = header('content-length')
  return {
    offset: readNumber(header, 'upload-offset', 0),
    length: length === undefined ? undefined : Number(length),
  }
}

const refuseVersion = (header: Header): void => {
  if (header('tus-resumable') !== VERSION)
    throw new AppError('invalid', `Uploads speak tus ${VERSION}: \`Tus-Resumable: ${VERSION}\`.`)
}

const readNumber = (header: Header, name: string, min: number): number => {
  const text = header(name) ?? ''
  const value = Number(text)
  if (/^\d{1,15}$/.test(text) && value >= min) return value
  throw new AppError('invalid', `\`${name}\` must be a number of bytes, at least ${min}.`, { field: name })
}

/** `name base64, name base64`. */
const readMetadata = (text: string): Map<string, string> =>
  new Map(
    text.split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ')
      return [name, Buffer.from(value, 'base64').toString()]
    }),
  )
