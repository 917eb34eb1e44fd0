// Moves stored files between the disk and a bucket, one by one: copied, read back, compared by their hash, and only then
// removed where they were. What an earlier run has moved is there no longer, so another run goes on with the rest. The server
// reads from the disk first and from the bucket then, so it may run meanwhile, and links stay as they are.
import { readdir, rm, rmdir, unlink } from 'node:fs/promises'
import { isStoredName } from '../platform/blobs/blobs.ts'
import { keyOf } from '../platform/blobs/bucket-blobs.ts'
import type { S3Bucket } from '../platform/blobs/bucket.ts'
import { isMissing, type DiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { download } from '../platform/blobs/download.ts'
import { sumsOf, sumsOfFile } from '../platform/blobs/sums.ts'

const AT_ONCE = 8

export interface Moved {
  files: number
  bytes: number
  /** Ids and names with the reason; they are where they were. */
  failed: string[]
}

export interface Places {
  disk: DiskBlobs
  bucket: S3Bucket
  /** After each file, with the number of all that were to be moved. */
  onProgress?(moved: number, all: number): void
}

interface StoredFile {
  id: string
  name: string
}

export const moveToBucket = async (places: Places): Promise<Moved> => {
  const files: StoredFile[] = []
  for await (const { id } of places.disk.ids(0))
    for (const name of (await readdir(places.disk.folder(id))).filter(isStoredName)) files.push({ id, name })
  return moveAll(files, places, async ({ id, name }) => {
    const bytes = await toBucket(places, id, name)
    await rmdir(places.disk.folder(id)).catch(() => {})
    return bytes
  })
}

export const moveToDisk = async (places: Places): Promise<Moved> => {
  const files: StoredFile[] = []
  for await (const { key } of places.bucket.list('')) {
    const [, id = '', name = ''] = /^[^/]{2}\/([^/]+)\/([^/]+)$/.exec(key) ?? []
    if (id !== '' && isStoredName(name) && keyOf(id, name) === key) files.push({ id, name })
  }
  return moveAll(files, places, ({ id, name }) => toDisk(places, id, name))
}

const moveAll = async (
  files: readonly StoredFile[],
  { onProgress }: Places,
  move: (file: StoredFile) => Promise<number>,
): Promise<Moved> => {
  const moved: Moved = { files: 0, bytes: 0, failed: [] }
  const rest = files.values()
  const worker = async (): Promise<void> => {
    for (const file of rest) {
      try {
        const bytes = await move(file)
        moved.bytes += bytes
        moved.files++
      } catch (error) {
        moved.failed.push(`${file.id}/${file.name}: ${(error as Error).message}`)
      }
      onProgress?.(moved.files, files.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return moved
}

/** Returns its size. */
const toBucket = async ({ disk, bucket }: Places, id: string, name: string): Promise<number> => {
  const [key, path] = [keyOf(id, name), disk.path(id, name)]
  const sums = await sumsOfFile(path)
  const there = await bucket.head(key)
  if (there?.size !== sums.size || there.sha256 !== sums.sha256) await bucket.put(key, { ...sums, path })
  const bytes = await bucket.get(key)
  if (!bytes || (await sumsOf(bytes as unknown as AsyncIterable<Uint8Array>)).sha256 !== sums.sha256)
    throw new Error('What the bucket has is not what was stored there.')
  try {
    await unlink(path)
  } catch (error) {
    if (!isMissing(error)) throw error
    // The server has removed the file meanwhile.
    await bucket.remove(key)
  }
  return sums.size
}

/** Returns its size. */
const toDisk = async ({ disk, bucket }: Places, id: string, name: string): Promise<number> => {
  const key = keyOf(id, name)
  const there = await bucket.head(key)
  const bytes = await bucket.get(key)
  // The server has removed the file meanwhile.
  if (!there || !bytes) return 0
  const back = `${name}.back`
  await disk.create(id, back)
  await download(bytes, disk.path(id, back))
  const sums = await sumsOfFile(disk.path(id, back))
  if (sums.size !== there.size || (there.sha256 !== undefined && there.sha256 !== sums.sha256)) {
    await rm(disk.path(id, back))
    throw new Error('What the bucket gave is not what was stored there.')
  }
  await disk.keep(id, back, name)
  // The server has removed the file meanwhile, and would not look for it here.
  if (!(await bucket.head(key))) {
    await disk.release(id, name)
    return 0
  }
  await bucket.remove(key)
  return sums.size
}
