// Files too large for the database: each id has a folder. A stored file is on disk.
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { codeOf, diskRefusal } from './disk-refusal.ts'
import { AppError } from './errors.ts'

/** Below this no upload begins: the database needs space, too. */
const RESERVE_BYTES = 64 * 1024 ** 2
const RETRY_AFTER_MS = 10_000

export interface ByteRange {
  /** Both inclusive. */
  start: number
  end: number
}

export class Blobs {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Ids begin with the time, so folders are spread by their ends. */
  folder(id: string): string {
    return join(this.#folder, id.slice(-2), id)
  }

  path(id: string, name: string): string {
    return join(this.folder(id), name)
  }

  /** Makes an empty file in a new folder. @throws AppError `storage_full` */
  create(id: string, name: string): Promise<void> {
    return this.#guarded(async () => {
      await mkdir(this.folder(id), { recursive: true, mode: 0o700 })
      await (await open(this.path(id, name), 'w', 0o600)).close()
    })
  }

  /**
   * Appends chunks as they come, up to `max` bytes; received chunks are kept in any case. Returns the size
   * afterwards.
   * @throws AppError `storage_full`, and errors of the chunks
   */
  async append(id: string, name: string, chunks: AsyncIterable<Uint8Array>, max: number): Promise<number> {
    const file = await this.#guarded(() => open(this.path(id, name), 'r+'))
    try {
      let { size } = await file.stat()
      for await (const chunk of chunks) {
        const fitting = chunk.subarray(0, max - size)
        await this.#guarded(() => writeAll(file, fitting, size))
        size += fitting.length
      }
      return size
    } finally {
      await this.#guarded(() => file.datasync()).finally(() => file.close())
    }
  }

  /** `undefined` if there is no such file. */
  async size(id: string, name: string): Promise<number | undefined> {
    try {
      return (await stat(this.path(id, name))).size
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    }
  }

  /** Renames a temporary file; then both its bytes and the name are on disk. */
  keep(id: string, from: string, name: string): Promise<void> {
    return this.#guarded(async () => {
      await flush(this.path(id, from))
      await rename(this.path(id, from), this.path(id, name))
      for (const folder of [this.folder(id), dirname(this.folder(id)), this.#folder]) await flush(folder)
    })
  }

  /** Copies the file to another id; the copy is on disk then. @throws AppError `storage_full` */
  async copy(id: string, name: string, to_id: string, to_name = name): Promise<void> {
    await this.create(to_id, `${to_name}.new`)
    await this.#guarded(() => copyFile(this.path(id, name), this.path(to_id, `${to_name}.new`)))
    await this.keep(to_id, `${to_name}.new`, to_name)
  }

  read(id: string, name: string, range?: ByteRange): ReadableStream<Uint8Array> {
    return Readable.toWeb(createReadStream(this.path(id, name), range)) as ReadableStream<Uint8Array>
  }

  async remove(id: string, name?: string): Promise<void> {
    await rm(name === undefined ? this.folder(id) : this.path(id, name), { recursive: true, force: true })
  }

  /** @throws AppError `storage_full` without this much space */
  async requireRoom(bytes: number): Promise<void> {
    await this.#guarded(() => mkdir(this.#folder, { recursive: true, mode: 0o700 }))
    const { bavail, bsize } = await statfs(this.#folder)
    if (bavail * bsize < bytes + RESERVE_BYTES) throw storageFull()
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw diskRefusal(error, RETRY_AFTER_MS) ?? error
    }
  }
}

const storageFull = (): AppError =>
  new AppError('storage_full', 'The server has no room for files at the moment.', {
    retry_after_ms: RETRY_AFTER_MS,
  })

const writeAll = async (file: FileHandle, bytes: Uint8Array, at: number): Promise<void> => {
  for (let written = 0; written < bytes.length;)
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten
}

const flush = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  await file.sync().finally(() => file.close())
}
