import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random.ts'
import { Disk } from './disk.ts'
import type { Operation } from './trace.ts'

const open = (handle: number, name: string): Operation => ({
  type: 'open',
  handle,
  name,
  created: true,
  emptied: false,
  folder: name === '',
})
const write = (handle: number, offset: number, text: string): Operation => ({
  type: 'write',
  handle,
  offset,
  bytes: Buffer.from(text),
})
const sync = (handle: number): Operation => ({ type: 'sync', handle })

const diskAfter = (...operations: Operation[]): Disk => {
  const disk = new Disk()
  for (const operation of operations) disk.apply(operation)
  return disk
}

/** The contents of `name` after many cuts at the same moment. */
const found = (disk: Disk, name: string, cuts = 200): Set<string | undefined> =>
  new Set(Array.from({ length: cuts }, (_, seed) => disk.cut(seededRandom(seed)).get(name)?.toString()))

const created = [open(1, 'file'), open(2, ''), sync(2)]

describe('Disk', () => {
  it('always keeps synced data', () => {
    const disk = diskAfter(...created, write(1, 0, 'kept'), sync(1))
    expect(found(disk, 'file')).toEqual(new Set(['kept']))
  })

  it('keeps any part of unsynced data, in any order', () => {
    const disk = diskAfter(...created, write(1, 0, 'a'), write(1, 1, 'b'))
    expect(found(disk, 'file')).toEqual(new Set(['', 'a', '\0b', 'ab']))
  })

  it('tears an unsynced write at sectors only', () => {
    const page = 'x'.repeat(512) + 'y'.repeat(512)
    const disk = diskAfter(...created, write(1, 0, page))
    const torn = new Set(['', page, page.slice(0, 512), `${'\0'.repeat(512)}${page.slice(512)}`])
    expect(found(disk, 'file')).toEqual(torn)
  })

  it('may lose an unsynced truncation, and never the data synced after it', () => {
    const disk = diskAfter(...created, write(1, 0, 'long'), sync(1), { type: 'truncate', handle: 1, size: 2 })
    expect(found(disk, 'file')).toEqual(new Set(['long', 'lo']))
  })

  it('may lose a new file until its folder is synced', () => {
    const operations = [open(1, 'file'), write(1, 0, 'kept'), sync(1)]
    expect(found(diskAfter(...operations), 'file')).toEqual(new Set([undefined, 'kept']))
    expect(found(diskAfter(...operations, open(2, ''), sync(2)), 'file')).toEqual(new Set(['kept']))
  })

  it('may bring back a removed or renamed file until its folder is synced', () => {
    const removed = diskAfter(...created, write(1, 0, 'kept'), sync(1), { type: 'unlink', name: 'file' })
    expect(found(removed, 'file')).toEqual(new Set(['kept', undefined]))
    const renamed = diskAfter(...created, write(1, 0, 'kept'), sync(1), {
      type: 'rename',
      from: 'file',
      to: 'other',
    })
    expect(found(renamed, 'other')).toEqual(new Set(['kept', undefined]))
    renamed.apply(sync(2))
    expect(found(renamed, 'file')).toEqual(new Set([undefined]))
  })
})
