// Serves the bytes. A browser that opens any of them as a page gets a download and runs nothing.
import { notFound } from '../../platform/errors.ts'
import type { Reply } from '../route.ts'
import type { ByteRange } from '../../platform/blobs/blobs.ts'
import { disposition, downloadHeaders, isKnown } from '../../platform/download.ts'
import type { Context, Viewer } from '../context.ts'
import { openAttachment } from './attachments.ts'
import type { AttachmentRecord } from '../../records/attachments.ts'
import { CONTENT } from './attachment-checks.ts'

/**
 * Headers of the request: `range` and `if_range` are for players that seek and downloads that go on, `known` has the
 * tags of bytes that the browser has.
 */
interface Wanted {
  range?: string | undefined
  if_range?: string | undefined
  known: string | undefined
}

export const readContent = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { range, if_range, known }: Wanted,
): Promise<Reply<null>> => {
  const record = await openReady(ctx, viewer, id)
  const size = await ctx.blobs.size(id, CONTENT)
  if (size === undefined) throw notFound('attachment')
  const headers = { ...headersOf(record, CONTENT), 'accept-ranges': 'bytes' }
  if (range === undefined && isKnown(known, headers.etag)) return { status: 304, body: null, headers }
  // The content of an id never changes. A part of anything else must not be joined to it.
  const wanted = if_range === undefined || if_range === headers.etag ? readRange(range, size) : undefined
  if (wanted === 'none') return { status: 416, body: null, headers: { 'content-range': `bytes */${size}` } }
  const length = wanted ? wanted.end - wanted.start + 1 : size
  return {
    status: wanted ? 206 : 200,
    body: null,
    raw: await ctx.blobs.read(id, CONTENT, wanted),
    headers: {
      ...headers,
      'content-length': String(length),
      ...(wanted && { 'content-range': `bytes ${wanted.start}-${wanted.end}/${size}` }),
    },
  }
}

/** A picture narrower than requested is its own preview. */
export const readPreview = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  { width, known }: Wanted & { width: string },
): Promise<Reply<null>> => {
  const record = await openReady(ctx, viewer, id)
  const widths = JSON.parse(record.preview_widths ?? '[]') as number[]
  const isKept = widths.includes(Number(width))
  if (!isKept && record.width === null) throw notFound('attachment')
  const name = isKept ? width : CONTENT
  const size = await ctx.blobs.size(id, name)
  if (size === undefined) throw notFound('attachment')
  const type = isKept && { 'content-type': 'image/webp' }
  const headers = { ...headersOf(record, name), ...type }
  if (isKnown(known, headers.etag)) return { status: 304, body: null, headers }
  return {
    status: 200,
    body: null,
    raw: await ctx.blobs.read(id, name),
    headers: { ...headers, 'content-length': String(size) },
  }
}

const openReady = async (ctx: Context, viewer: Viewer, id: string): Promise<AttachmentRecord> => {
  const record = await openAttachment(ctx, viewer, id)
  if (record.state !== 'ready') throw notFound('attachment')
  return record
}

const headersOf = ({ id, media_type, filename, width }: AttachmentRecord, name: string) => ({
  ...downloadHeaders(name === CONTENT ? id : `${id}-${name}`),
  'content-type': servedAs(media_type, width !== null),
  'content-disposition': disposition(filename),
})

/** Only types that cannot run code keep their name. */
const servedAs = (media_type: string, isImage: boolean): string => {
  if (isImage || /^(?:audio|video)\/[\w.+-]+$/.test(media_type) || media_type === 'application/pdf')
    return media_type
  return isText(media_type) ? 'text/plain; charset=utf-8' : 'application/octet-stream'
}

const isText = (media_type: string): boolean =>
  /^text\/|^application\/(?:json|xml|x-ipynb\+json)$|^image\/svg/.test(media_type)

/** A single range, `undefined` for everything, `none` for an unsatisfiable one. */
const readRange = (header: string | undefined, size: number): ByteRange | 'none' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end ? 'none' : { start, end }
}
