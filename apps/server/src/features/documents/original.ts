import { notFound } from '../../platform/errors.ts'
import { disposition, downloadHeaders } from '../../platform/download.ts'
import type { Context, Viewer } from '../context.ts'
import type { Reply } from '../route.ts'
import { openDocument } from './documents.ts'

/** The original file of a version, always as a download. */
export const readOriginal = async (
  ctx: Context,
  viewer: Viewer,
  id: string,
  version: number | undefined,
): Promise<Reply<null>> => {
  const { original_id, filename } = await openDocument(ctx, viewer, id, version)
  const size = original_id === null ? undefined : await ctx.blobs.size(original_id, 'content')
  if (original_id === null || size === undefined) throw notFound('document')
  const headers = {
    ...downloadHeaders(original_id),
    'content-type': 'application/octet-stream',
    'content-disposition': disposition(filename ?? 'file'),
    'content-length': String(size),
  }
  return { status: 200, body: null, raw: await ctx.blobs.read(original_id, 'content'), headers }
}
