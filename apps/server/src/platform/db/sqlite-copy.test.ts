import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHandle } from './open-handle.ts'
import { assertSound, copySqlite } from './sqlite-copy.ts'

const ROWS = 4_000
const PAGE_BYTES = 4_096

describe('a copy of the database', () => {
  let folder: string
  let file: string
  let copy: string
  let writer: BetterSqlite.Database
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-copy-'))
    file = join(folder, 'test.db')
    copy = join(folder, 'copy.db')
    writer = openHandle(file)
    writer.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)')
    const insert = writer.prepare('INSERT INTO notes (text) VALUES (?)')
    writer.transaction(() => {
      for (let row = 0; row < ROWS; row++) insert.run('x'.repeat(2_000))
    })()
  })
  afterEach(() => {
    writer.close()
    rmSync(folder, { recursive: true })
  })

  const rowsOf = (path: string): number => {
    const handle = new BetterSqlite(path, { readonly: true })
    const rows = Number(handle.prepare('SELECT count(*) FROM notes').pluck().get())
    handle.close()
    return rows
  }

  it('O1 S27 ends although something is written between any two of its steps', async () => {
    const shares: number[] = []
    await copySqlite(file, copy, (share) => {
      shares.push(share)
      if (shares.length > 50) throw new Error('it begins again and again')
      writer.prepare('INSERT INTO notes (text) VALUES (?)').run('meanwhile')
    })
    expect(shares.length).toBeGreaterThan(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(rowsOf(copy)).toBe(ROWS)
    expect(rowsOf(file)).toBe(ROWS + shares.length)
  })

  it('can be stopped between two steps', async () => {
    const stop = () => {
      throw new Error('stopped')
    }
    await expect(copySqlite(file, copy, stop)).rejects.toThrow('stopped')
  })

  it('O1 is told in one sentence when it cannot be written', async () => {
    await expect(copySqlite(file, folder)).rejects.toThrow(/^The database cannot be copied to .*: .*\.$/)
  })

  it('O1 is sound, or said to be damaged', async () => {
    await copySqlite(file, copy)
    expect(() => assertSound(copy, 'The copy')).not.toThrow()
    const bytes = openSync(copy, 'r+')
    writeSync(bytes, Buffer.alloc(20 * PAGE_BYTES, 7), 0, 20 * PAGE_BYTES, 40 * PAGE_BYTES)
    closeSync(bytes)
    expect(() => assertSound(copy, 'The copy')).toThrow(/^The copy is damaged \(.+\)\. Bring an older backup/)
  })
})
