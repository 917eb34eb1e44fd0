// Files in a bucket. What is on its way is on the disk of this machine, as everywhere; so is what was stored there before
// there was a bucket, until `lectern blobs move` brings it: the disk is asked first.
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import { AppError, notFound } from '../errors.ts'
import { ExpiringMap } from '../expiring-map.ts'
import type { Blobs, ByteRange, LocalFile, StoredId } from './blobs.ts'
import { BucketError, refusalToRead, refusalToStore } from './bucket-error.ts'
import type { S3Bucket } from './bucket.ts'
import { groupOf, RETRY_AFTER_MS, type DiskBlobs } from './disk-blobs.ts'
import { download } from './download.ts'
import { sumsOfFile } from './sums.ts'

/** The bytes of a name never change, so their size is asked once. */
const SIZES = 20_000
const SIZE_MS = 10 * 60_000
const GROUPS = 256
const PROBE = 'probe/of-lectern'

export const keyOf = (id: string, name: string): string => `${groupOf(id)}/${id}/${name}`

export class BucketBlobs implements Blobs {
  readonly #bucket: S3Bucket
  readonly #disk: DiskBlobs
  readonly #clock: Clock
  readonly #sizes: ExpiringMap<number>
  /** The last attempt to store failed: with this, at this time. */
  #failure: { refusal: AppError; at: number } | undefined
  #attempt: Promise<void> | undefined

  constructor(bucket: S3Bucket, disk: DiskBlobs, clock: Clock) {
    this.#bucket = bucket
    this.#disk = disk
    this.#clock = clock
    this.#sizes = new ExpiringMap(clock, SIZES)
  }

  get place(): string {
    return this.#bucket.place
  }

  folder(id: string): string {
    return this.#disk.folder(id)
  }

  path(id: string, name: string): string {
    return this.#disk.path(id, name)
  }

  create(id: string, name: string): Promise<void> {
    return this.#disk.create(id, name)
  }

  append(id: string, name: string, chunks: AsyncIterable<Uint8Array>, max: number): Promise<number> {
    return this.#disk.append(id, name, chunks, max)
  }

  adopt(source: string, id: string, name: string): Promise<void> {
    return this.#disk.adopt(source, id, name)
  }

  staged(id: string, name: string): Promise<number | undefined> {
    return this.#disk.size(id, name)
  }

  /** The file stays on the disk until it is released: an attempt that dies is repeated from it. */
  async keep(id: string, from: string, name: string): Promise<void> {
    await this.#put(keyOf(id, name), this.path(id, from))
  }

  async takeBack(id: string, name: string, to: string): Promise<void> {
    await this.#disk.takeBack(id, name, to)
    if ((await this.staged(id, to)) !== undefined) return
    const bytes = await this.#get(keyOf(id, name))
    if (!bytes) return
    await this.#disk.create(id, `${to}.new`)
    await download(bytes, this.path(id, `${to}.new`))
    await this.#disk.keep(id, `${to}.new`, to)
  }

  release(id: string): Promise<void> {
    return this.#disk.removeStaged(id)
  }

  async copy(id: string, name: string, to_id: string): Promise<void> {
    const here = await this.#disk.size(id, name)
    if (here !== undefined) return this.#put(keyOf(to_id, name), this.path(id, name))
    await this.#storing(() => this.#bucket.copy(keyOf(id, name), keyOf(to_id, name)))
  }

  async size(id: string, name: string): Promise<number | undefined> {
    const key = keyOf(id, name)
    const size = this.#sizes.get(key) ?? (await this.#disk.size(id, name))
    if (size !== undefined) return size
    const stored = await reading(() => this.#bucket.head(key))
    if (stored) this.#sizes.set(key, stored.size, this.#clock.now() + SIZE_MS)
    return stored?.size
  }

  async read(id: string, name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
    const here = await this.#onDisk(id, name, range)
    if (here) return here
    const bytes = await this.#get(keyOf(id, name), range)
    if (bytes) return bytes
    this.#sizes.delete(keyOf(id, name))
    throw notFound('file')
  }

  withLocal<T>(id: string, name: string, work: (file: LocalFile) => Promise<T>): Promise<T> {
    return this.#disk.withWork((place) =>
      this.#disk.withWork(async (folder) => {
        const source = join(place, 'source')
        await download(await this.read(id, name), source)
        return work({ source, folder })
      }),
    )
  }

  async remove(id: string): Promise<void> {
    await this.#disk.remove(id)
    await reading(async () => {
      for await (const { key } of this.#bucket.list(keyOf(id, ''))) {
        await this.#bucket.remove(key)
        this.#sizes.delete(key)
      }
    })
  }

  async requireRoom(bytes: number): Promise<void> {
    await this.#disk.requireRoom(bytes)
    await this.requireStore()
  }

  /** After a failure nobody is asked to send bytes before something small was stored again. */
  requireStore(): Promise<void> {
    const failure = this.#failure
    if (!failure) return Promise.resolve()
    if (this.#clock.now() - failure.at < RETRY_AFTER_MS) return Promise.reject(failure.refusal)
    this.#attempt ??= this.#storing(() => this.#bucket.probe(PROBE)).finally(
      () => (this.#attempt = undefined),
    )
    return this.#attempt
  }

  async *ids(from: number): AsyncIterable<StoredId> {
    yield* this.#disk.ids(from)
    const begin = Math.floor(from * GROUPS)
      .toString(16)
      .padStart(2, '0')
    let last = ''
    for await (const { key, at } of this.#fromOn(begin)) {
      const [group = '', id = ''] = key.split('/')
      if (group.length !== 2 || id === last) continue
      last = id
      yield { id, place: `${this.#bucket.place}: ${group}/${id}`, at }
    }
  }

  clearWork(since?: number): Promise<void> {
    return this.#disk.clearWork(since)
  }

  close(): void {
    this.#bucket.close()
  }

  async *#fromOn(begin: string) {
    yield* this.#bucket.list('', begin)
    for await (const listed of this.#bucket.list('')) {
      if (listed.key > begin) return
      yield listed
    }
  }

  async #onDisk(id: string, name: string, range?: ByteRange) {
    try {
      return await this.#disk.read(id, name, range)
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') return undefined
      throw error
    }
  }

  async #put(key: string, path: string): Promise<void> {
    const file = { ...(await sumsOfFile(path)), path }
    await this.#storing(() => this.#bucket.put(key, file))
    this.#sizes.set(key, file.size, this.#clock.now() + SIZE_MS)
  }

  #get(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined> {
    return reading(() => this.#bucket.get(key, range))
  }

  async #storing<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      this.#failure = undefined
      return result
    } catch (error) {
      if (!(error instanceof BucketError)) throw error
      const refusal = refusalToStore(error)
      this.#failure = { refusal, at: this.#clock.now() }
      throw refusal
    }
  }
}

const reading = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw error instanceof BucketError ? refusalToRead(error) : error
  }
}
