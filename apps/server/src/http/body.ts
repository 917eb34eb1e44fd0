import { isUtf8 } from 'node:buffer'
import { IncomingMessage } from 'node:http'
import { addAbortSignal, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { LIMITS } from '@lectern/protocol'
import { AppError } from '../platform/errors.ts'

/**
 * The JSON of a request; `undefined` if it has no body.
 * @throws AppError `invalid` or `too_large`
 */
export const parseJson = (body: Buffer, contentType: string | undefined): unknown => {
  if (body.length === 0) return undefined
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? ''))
    throw new AppError('invalid', 'The body must be JSON and say so: `Content-Type: application/json`.')
  const json = parse(body)
  if (isDeeperThan(json, LIMITS.json_depth))
    throw new AppError('invalid', `The body must be nested at most ${LIMITS.json_depth} deep.`, {
      limit: LIMITS.json_depth,
    })
  return json
}

const parse = (body: Buffer): unknown => {
  if (!isUtf8(body)) throw new AppError('invalid', 'The body is not UTF-8.')
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new AppError('invalid', 'The body is not well-formed JSON.')
  }
}

const isDeeperThan = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return false
  if (depth === 0) return true
  for (const entry of Object.values(value)) if (isDeeperThan(entry, depth - 1)) return true
  return false
}

/**
 * Reads directly from Node's stream: a web stream in between costs more than the request itself.
 * @throws AppError `too_large`
 */
export const readIncoming = (incoming: IncomingMessage): Promise<Buffer> => {
  const announced = Number(incoming.headers['content-length'] ?? 0)
  if (announced > LIMITS.body_bytes) return Promise.reject(tooLarge(announced))
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= LIMITS.body_bytes) chunks.push(chunk)
      else reject(tooLarge(size))
    })
    incoming.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    incoming.on('error', () => reject(new AppError('invalid', 'The body broke off.')))
  })
}

/** The body in chunks. Stopping leaves the connection open, so that it still carries the answer. */
export const streamBody = async function* (
  request: IncomingMessage | Request,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const stream = request instanceof IncomingMessage ? request : bodyOf(request)
  addAbortSignal(signal, stream)
  try {
    yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
  } catch {
    throw new AppError('invalid', 'The body broke off.')
  }
}

const bodyOf = ({ body }: Request): Readable =>
  body ? Readable.fromWeb(body as ReadableStream) : Readable.from([])

/** The same for a request without a connection, as in tests. */
export const readRequest = async (request: Request): Promise<Buffer> => {
  const body = Buffer.from(await request.arrayBuffer())
  if (body.length > LIMITS.body_bytes) throw tooLarge(body.length)
  return body
}

const tooLarge = (actual: number): AppError =>
  new AppError('too_large', `The body has ${actual} bytes; the limit is ${LIMITS.body_bytes}.`, {
    limit: LIMITS.body_bytes,
    actual,
  })
