import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { diskRefusal } from '../disk-refusal.ts'
import { BucketError, refusalToRead } from './bucket-error.ts'

const RETRY_AFTER_MS = 10_000

/** On the disk when it resolves; nothing is left of a part. @throws AppError `storage_full`, `unavailable` */
export const download = async (bytes: ReadableStream<Uint8Array>, path: string): Promise<void> => {
  try {
    const file = createWriteStream(path, { mode: 0o600, flush: true })
    await pipeline(Readable.fromWeb(bytes as NodeStream<Uint8Array>), file)
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof BucketError) throw refusalToRead(error)
    throw diskRefusal(error, RETRY_AFTER_MS) ?? error
  }
}
