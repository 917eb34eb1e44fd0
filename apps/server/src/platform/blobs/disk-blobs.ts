// Files on the disk: each id has a folder.
import {
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  type FileHandle,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { codeOf, diskRefusal } from '../disk-refusal.ts'
import { AppError, notFound } from '../errors.ts'
import { isStoredName, type Blobs, type ByteRange, type LocalFile, type StoredId } from './blobs.ts'

/** Below this no upload begins: the database needs space, too. */
const RESERVE_BYTES = 64 * 1024 ** 2
export const RETRY_AFTER_MS = 10_000
/** Beside the groups of ids, whose names have two letters. */
export const WORK = 'work'

export class DiskBlobs implements Blobs {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  get place(): string {
    return this.#root
  }

  /** Ids begin with the time, so folders are spread by their ends. */
  folder(id: string): string {
    return join(this.#root, groupOf(id), id)
  }

  path(id: string, name: string): string {
    return join(this.folder(id), name)
  }

  create(id: string, name: string): Promise<void> {
    return this.#guarded(async () => {
      await mkdir(this.folder(id), { recursive: true, mode: 0o700 })
      await (await open(this.path(id, name), 'w', 0o600)).close()
    })
  }

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

  async adopt(source: string, id: string, name: string): Promise<void> {
    await this.create(id, `${name}.new`)
    await this.#guarded(() => copyFile(source, this.path(id, `${name}.new`)))
    await this.keep(id, `${name}.new`, name)
  }

  staged(id: string, name: string): Promise<number | undefined> {
    return this.size(id, name)
  }

  /** Renames the file; then both its bytes and the name are on disk. */
  keep(id: string, from: string, name: string): Promise<void> {
    return this.#guarded(async () => {
      await flush(this.path(id, from))
      await rename(this.path(id, from), this.path(id, name))
      for (const folder of [this.folder(id), dirname(this.folder(id)), this.#root]) await flush(folder)
    })
  }

  async takeBack(id: string, name: string, to: string): Promise<void> {
    if ((await this.size(id, to)) === undefined && (await this.size(id, name)) !== undefined)
      await this.keep(id, name, to)
  }

  async release(id: string, name: string): Promise<void> {
    await rm(this.path(id, name), { force: true })
  }

  copy(id: string, name: string, to_id: string): Promise<void> {
    return this.adopt(this.path(id, name), to_id, name)
  }

  async size(id: string, name: string): Promise<number | undefined> {
    try {
      return (await stat(this.path(id, name))).size
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async read(id: string, name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const file = await open(this.path(id, name)).catch((error: unknown) => {
      throw isMissing(error) ? notFound('file') : error
    })
    return Readable.toWeb(file.createReadStream(range)) as ReadableStream<Uint8Array>
  }

  withLocal<T>(id: string, name: string, work: (file: LocalFile) => Promise<T>): Promise<T> {
    return this.withWork((folder) => work({ source: this.path(id, name), folder }))
  }

  /** With a folder that goes with the work. */
  async withWork<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const all = join(this.#root, WORK)
    const folder = await this.#guarded(async () => {
      await mkdir(all, { recursive: true, mode: 0o700 })
      return mkdtemp(join(all, 'file-'))
    })
    try {
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** All that is on its way. What is stored here may be all there is: a bucket came later, or files were moved back. */
  async removeStaged(id: string): Promise<void> {
    const folder = this.folder(id)
    const names = await readdir(folder).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw error
    })
    for (const name of names)
      if (!isStoredName(name)) await rm(join(folder, name), { recursive: true, force: true })
    if (!names.some(isStoredName)) await rm(folder, { recursive: true, force: true })
  }

  async remove(id: string): Promise<void> {
    await rm(this.folder(id), { recursive: true, force: true })
  }

  async requireRoom(bytes: number): Promise<void> {
    await this.#guarded(() => mkdir(this.#root, { recursive: true, mode: 0o700 }))
    const { bavail, bsize } = await statfs(this.#root)
    if (bavail * bsize < bytes + RESERVE_BYTES) throw storageFull()
  }

  /** Each write tells. */
  async requireStore(): Promise<void> {}

  async *ids(from: number): AsyncIterable<StoredId> {
    // A file among the groups, or in one of them, is none of ours.
    const groups = (await foldersIn(this.#root)).filter((name) => name.length === 2).sort()
    const begin = Math.floor(from * groups.length)
    for (const group of [...groups.slice(begin), ...groups.slice(0, begin)])
      for (const id of await foldersIn(join(this.#root, group))) {
        const place = join(this.#root, group, id)
        const at = await stat(place).catch(() => undefined)
        if (at) yield { id, place, at: at.mtimeMs }
      }
  }

  async clearWork(since?: number): Promise<void> {
    const all = join(this.#root, WORK)
    if (since === undefined) return rm(all, { recursive: true, force: true })
    for (const name of await readdir(all).catch(() => []))
      if ((await lastWritten(join(all, name))) < since)
        await rm(join(all, name), { recursive: true, force: true })
  }

  close(): void {}

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw diskRefusal(error, RETRY_AFTER_MS) ?? error
    }
  }
}

/** The time of a folder, or of a file in it; `Infinity` for one that is gone. */
const lastWritten = async (folder: string): Promise<number> => {
  try {
    const paths = [folder, ...(await readdir(folder)).map((name) => join(folder, name))]
    const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs))
    return Math.max(...times)
  } catch (error) {
    if (isMissing(error)) return Infinity
    throw error
  }
}

export const groupOf = (id: string): string => id.slice(-2)

const storageFull = (): AppError =>
  new AppError('storage_full', 'The server has no room for files at the moment.', {
    retry_after_ms: RETRY_AFTER_MS,
  })

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

export const foldersIn = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return []
    throw error
  }
}

const writeAll = async (file: FileHandle, bytes: Uint8Array, at: number): Promise<void> => {
  for (let written = 0; written < bytes.length;)
    written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten
}

const flush = async (path: string): Promise<void> => {
  const file = await open(path, 'r')
  await file.sync().finally(() => file.close())
}
