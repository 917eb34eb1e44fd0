// Uploads like a client: creates, sends chunks, and waits.
import { endpoints, type Attachment } from '@lectern/protocol'
import type { Caller } from './caller.ts'

const TUS = { 'tus-resumable': '1.0.0' }
const CHUNK_BYTES = 1024 ** 2

export interface FileToUpload {
  conversation_id: string
  filename?: string
  media_type?: string
  bytes: Uint8Array
  /** Kept as it is, also a picture. */
  unchanged?: boolean
  /** Announced instead of the real size. */
  size?: number
}

export const metadataOf = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')

export const beginUpload = (caller: Caller, file: FileToUpload): Promise<Response> => {
  const { conversation_id, filename = 'file', media_type = '', bytes, size = bytes.length } = file
  const unchanged: Record<string, string> = file.unchanged === true ? { unchanged: '1' } : {}
  const metadata = metadataOf({ conversation_id, filename, filetype: media_type, ...unchanged })
  const headers = { ...TUS, 'upload-length': String(size), 'upload-metadata': metadata }
  return caller.send(endpoints.createUpload, { headers })
}

export const idOf = (created: Response): string => created.headers.get('location')!.split('/').at(-1)!

export const patchUpload = (
  caller: Caller,
  id: string,
  offset: number,
  body: Uint8Array,
): Promise<Response> =>
  caller.request(`/attachments/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'content-length': String(body.length),
      'upload-offset': String(offset),
    },
    body: body as Uint8Array<ArrayBuffer>,
  })

/** Returns the final attachment, once the check has ended. */
export const upload = async (caller: Caller, file: FileToUpload): Promise<Attachment> => {
  const id = idOf(await beginUpload(caller, file))
  for (let offset = 0; offset < file.bytes.length; offset += CHUNK_BYTES)
    await patchUpload(caller, id, offset, file.bytes.slice(offset, offset + CHUNK_BYTES))
  return caller.call(endpoints.getAttachment, { params: { id }, query: { wait_ms: 25_000 } })
}
