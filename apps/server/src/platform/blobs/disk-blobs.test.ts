import { mkdtempSync, rmSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DiskBlobs } from './disk-blobs.ts'

const ID = '01890000-0000-7000-8000-000000000001'

let folder: string
let blobs: DiskBlobs
let handles: FileHandle
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-blobs-'))
  blobs = new DiskBlobs(folder)
  await blobs.create(ID, 'content')
  const handle = await open(blobs.path(ID, 'content'))
  handles = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

/** Holds flushes to disk until they are released. */
const holdFlush = (kind: 'sync' | 'datasync') => {
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  vi.spyOn(handles, kind).mockImplementation(() => {
    begun.resolve()
    return ended.promise
  })
  return { begun: begun.promise, end: ended.resolve }
}
const pieces = async function* (...texts: string[]) {
  for (const text of texts) yield Buffer.from(text)
}
const isPending = (work: Promise<unknown>) =>
  Promise.race([work.then(() => false), new Promise((resolve) => setImmediate(() => resolve(true)))])

it('reports bytes only when they are on disk', async () => {
  const flush = holdFlush('datasync')
  const appended = blobs.append(ID, 'content', pieces('Hello', ' there'), 100)
  await Promise.race([flush.begun, appended])
  expect(await isPending(appended)).toBe(true)
  flush.end()
  expect(await appended).toBe(11)
})

it('takes no more than the limit, in any chunks', async () => {
  expect(await blobs.append(ID, 'content', pieces('Hello', ' there'), 7)).toBe(7)
  expect(await blobs.append(ID, 'content', pieces('again'), 7)).toBe(7)
  expect(await blobs.size(ID, 'content')).toBe(7)
})

it('flushes also the bytes before a body broke', async () => {
  const flushed = vi.spyOn(handles, 'datasync')
  const broken = async function* () {
    yield* pieces('Hello')
    throw new Error('broken off')
  }
  await expect(blobs.append(ID, 'content', broken(), 100)).rejects.toThrow('broken off')
  expect(flushed).toHaveBeenCalledOnce()
  expect(await blobs.size(ID, 'content')).toBe(5)
})

it('renames a file when both its bytes and the name are on disk', async () => {
  const flush = holdFlush('sync')
  const kept = blobs.keep(ID, 'content', 'kept')
  await Promise.race([flush.begun, kept])
  expect(await blobs.size(ID, 'kept')).toBeUndefined()
  expect(await isPending(kept)).toBe(true)
  flush.end()
  await kept
  expect(await blobs.size(ID, 'kept')).toBe(0)
  // The file, its folder, the parent folder, and the root.
  expect(vi.mocked(handles.sync)).toHaveBeenCalledTimes(4)
})
