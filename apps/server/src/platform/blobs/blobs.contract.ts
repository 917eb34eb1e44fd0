// What holds for files wherever they are: on the disk, or in a bucket of any storage.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import { openBlobs } from '../../open-blobs.ts'
import { systemClock } from '../clock.ts'
import type { Blobs, StoredId } from './blobs.ts'

const ID = '01890000-0000-7000-8000-000000000001'
const OTHER = '01890000-0000-7000-8000-0000000000a2'
const HOUR_MS = 60 * 60_000

/** `settings` are those of a part of the bucket that no other test has; none for the disk. */
export const describeBlobs = (where: string, settings: (part: string) => Record<string, string>): void => {
  describe(`files ${where}`, () => {
    let folder: string
    let blobs: Blobs
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'lectern-blobs-'))
      const { bucket } = readConfig(settings(randomUUID()))
      blobs = await openBlobs({ blobs_dir: join(folder, 'blobs'), bucket }, systemClock)
    })
    afterEach(() => {
      blobs.close()
      rmSync(folder, { recursive: true })
    })

    const pieces = async function* (...texts: (string | Buffer)[]) {
      for (const text of texts) yield Buffer.from(text)
    }
    const store = async (id: string, name: string, bytes: string | Buffer) => {
      await blobs.create(id, `${name}.new`)
      await blobs.append(id, `${name}.new`, pieces(bytes), bytes.length)
      await blobs.keep(id, `${name}.new`, name)
      await blobs.release(id, `${name}.new`)
    }
    const textOf = async (id: string, name: string, range?: { start: number; end: number }) =>
      new Response(await blobs.read(id, name, range)).text()
    const all = async (from = 0) => {
      const found: StoredId[] = []
      for await (const stored of blobs.ids(from)) found.push(stored)
      return found
    }

    it('are stored under their names, in their sizes, and are read as they are, in parts as well', async () => {
      await store(ID, 'content', 'The quick brown fox')
      await store(ID, '480', 'narrow')
      expect([await blobs.size(ID, 'content'), await blobs.size(ID, '480')]).toEqual([19, 6])
      expect(await textOf(ID, 'content')).toBe('The quick brown fox')
      expect(await textOf(ID, 'content', { start: 4, end: 8 })).toBe('quick')
      expect(await textOf(ID, 'content', { start: 16, end: 18 })).toBe('fox')
      expect(await textOf(ID, '480')).toBe('narrow')
    })

    it('that are on their way are on the disk alone', async () => {
      await blobs.create(ID, 'upload')
      expect(await blobs.staged(ID, 'upload')).toBe(0)
      expect(await blobs.append(ID, 'upload', pieces('Hel', 'lo'), 100)).toBe(5)
      expect(await blobs.staged(ID, 'upload')).toBe(5)
      expect(await blobs.size(ID, 'content')).toBeUndefined()
      expect(readFileSync(blobs.path(ID, 'upload'), 'utf8')).toBe('Hello')
    })

    it('that are not there are missing, and no failure', async () => {
      expect(await blobs.size(ID, 'content')).toBeUndefined()
      expect(await blobs.staged(ID, 'upload')).toBeUndefined()
      await expect(blobs.read(ID, 'content')).rejects.toMatchObject({ code: 'not_found' })
      await blobs.remove(ID)
    })

    it('are taken back, whichever part of an earlier attempt was done', async () => {
      await blobs.takeBack(ID, 'content', 'upload')
      expect(await blobs.staged(ID, 'upload')).toBeUndefined()
      await store(ID, 'content', 'whole')
      await blobs.takeBack(ID, 'content', 'upload')
      expect(readFileSync(blobs.path(ID, 'upload'), 'utf8')).toBe('whole')
      await blobs.takeBack(ID, 'content', 'upload')
      expect(await blobs.staged(ID, 'upload')).toBe(5)
      await blobs.keep(ID, 'upload', 'content')
      await blobs.release(ID, 'upload')
      expect(await textOf(ID, 'content')).toBe('whole')
      expect(await blobs.staged(ID, 'upload')).toBeUndefined()
    })

    it('are copied and adopted, and each copy goes by itself', async () => {
      await store(ID, 'content', 'the same')
      await blobs.copy(ID, 'content', OTHER)
      await blobs.remove(ID)
      expect(await blobs.size(ID, 'content')).toBeUndefined()
      expect(await textOf(OTHER, 'content')).toBe('the same')
      writeFileSync(join(folder, 'picture'), 'drawn')
      await blobs.adopt(join(folder, 'picture'), ID, 'upload')
      expect(readFileSync(blobs.path(ID, 'upload'), 'utf8')).toBe('drawn')
    })

    it('go as a whole, and nothing of others does', async () => {
      for (const name of ['content', '480', '960']) await store(ID, name, name)
      await store(OTHER, 'content', 'stays')
      await blobs.remove(ID)
      for (const name of ['content', '480', '960']) expect(await blobs.size(ID, name)).toBeUndefined()
      await expect(blobs.read(ID, '480')).rejects.toMatchObject({ code: 'not_found' })
      expect(await textOf(OTHER, 'content')).toBe('stays')
    })

    it('are on the disk for work, with a folder that goes with it, also when the work fails', async () => {
      await store(ID, 'content', 'to be read')
      const folders: string[] = []
      const read = await blobs.withLocal(ID, 'content', async ({ source, folder: own }) => {
        folders.push(own)
        writeFileSync(join(own, 'picture'), 'x')
        return readFileSync(source, 'utf8')
      })
      expect(read).toBe('to be read')
      const failing = blobs.withLocal(ID, 'content', ({ folder: own }) => {
        folders.push(own)
        return Promise.reject(new Error('cannot be read'))
      })
      await expect(failing).rejects.toThrow('cannot be read')
      expect(new Set(folders).size).toBe(2)
      expect(readdirSync(join(folder, 'blobs/work'))).toEqual([])
      expect(await blobs.size(ID, 'content')).toBe(10)
    })

    it('of work that died are cleared, and those of people are not', async () => {
      await store(ID, 'content', 'stays')
      const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const work = blobs.withLocal(ID, 'content', () => {
        begun.resolve()
        return ended.promise
      })
      await begun.promise
      await blobs.clearWork()
      expect(readdirSync(join(folder, 'blobs'))).not.toContain('work')
      ended.resolve()
      await work
      expect(await textOf(ID, 'content')).toBe('stays')
    })

    it('of work that died long ago are cleared beside work of others', async () => {
      await store(ID, 'content', 'stays')
      const work = join(folder, 'blobs/work')
      const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const going = blobs.withLocal(ID, 'content', () => {
        begun.resolve()
        return ended.promise
      })
      await begun.promise
      const alive = readdirSync(work)
      // Left over by a process that is gone: made long ago, and last written to at another time.
      for (const [name, hour] of [
        ['file-old', 1],
        ['file-late', 3],
      ] as const) {
        mkdirSync(join(work, name))
        writeFileSync(join(work, name, 'content'), 'left over')
        utimesSync(join(work, name, 'content'), 0, 3_600 * hour)
        utimesSync(join(work, name), 0, 0)
      }
      const others = () => readdirSync(work).filter((name) => /old|late/.test(name))
      await blobs.clearWork(2 * 3_600_000)
      expect(others()).toEqual(['file-late'])
      await blobs.clearWork(4 * 3_600_000)
      expect(others()).toEqual([])
      expect(readdirSync(work)).toEqual(alive)
      ended.resolve()
      await going
    })

    it('are all listed with their times, wherever the list begins', async () => {
      const ids = ['00', '7f', 'a2', 'ff'].map((end) => `01890000-0000-7000-8000-0000000000${end}`)
      const begun = Date.now()
      for (const id of ids) for (const name of ['content', '480']) await store(id, name, name)
      for (const from of [0, 0.3, 0.999]) {
        const found = await all(from)
        expect(found.map(({ id }) => id).sort()).toEqual(ids)
        expect(found.every(({ at }) => Math.abs(at - begun) < HOUR_MS)).toBe(true)
      }
      expect((await all(0.5))[0]?.id).not.toBe(ids[0])
    })

    it('of many megabytes come and go in pieces', async () => {
      const bytes = Buffer.alloc(12 * 1024 ** 2, 'lectern ')
      await store(ID, 'content', bytes)
      const hash = createHash('sha256')
      let largest = 0
      for await (const chunk of (await blobs.read(ID, 'content')) as unknown as AsyncIterable<Uint8Array>) {
        largest = Math.max(largest, chunk.length)
        hash.update(chunk)
      }
      expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(largest).toBeLessThanOrEqual(256 * 1024)
    })

    it('can be left in the middle', async () => {
      await store(ID, 'content', Buffer.alloc(4 * 1024 ** 2))
      for (let count = 0; count < 20; count++) await (await blobs.read(ID, 'content')).cancel()
      const reader = (await blobs.read(ID, 'content')).getReader()
      await reader.read()
      await reader.cancel()
      expect(await blobs.size(ID, 'content')).toBe(4 * 1024 ** 2)
    })
  })
}
