import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDataFolder, openContext } from '../open-context.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { needRoot } from '../../../../scripts/programs.ts'
import { addPerson } from '../testing/people.ts'
import { runLectern, serveLectern } from '../testing/lectern-child.ts'
import { backup } from './backup.ts'
import { assertWhole } from './owner.ts'
import { restore } from './restore.ts'

const NOBODY = 65_534

describe('the owner of the data folder', { timeout: 120_000 }, () => {
  let folder: string
  let data_dir: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-owner-'))
    data_dir = join(folder, 'data')
    await using parts = new AsyncDisposableStack()
    const options = { data_dir, clock: systemClock, log: createLog('silent') }
    await addPerson(
      await openContext({ ...options, password_cost: { memory_kib: 8, passes: 1 } }, parts),
      'Ada',
      'admin',
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const foldersOf = (where: string) => ({ data_dir: where, blobs_dir: join(where, 'blobs') })
  const ownersIn = (where: string) => [
    ...new Set([
      statSync(where).uid,
      ...readdirSync(where, { recursive: true, encoding: 'utf8' }).map(
        (name) => statSync(join(where, name)).uid,
      ),
    ]),
  ]
  const giveAll = (where: string, uid: number) => {
    chownSync(where, uid, uid)
    for (const name of readdirSync(where, { recursive: true, encoding: 'utf8' }))
      chownSync(join(where, name), uid, uid)
    chownSync(folder, uid, uid)
  }

  it('O3 is whom the commands of root follow, and a restore gives the folder back', async () => {
    needRoot()
    giveAll(data_dir, NOBODY)
    const env = { LECTERN_DATA_DIR: data_dir }
    const added = await runLectern(
      ['user', 'add', 'b@example.edu', '--name', 'Ben', '--role', 'student'],
      env,
    )
    expect(added).toMatchObject({ code: 0 })
    expect(ownersIn(data_dir)).toEqual([NOBODY])
    const target = join(folder, 'backup')
    await backup(foldersOf(data_dir), target)
    await restore(target, foldersOf(data_dir), true)
    expect(ownersIn(data_dir)).toEqual([NOBODY])
    const { child } = await serveLectern(env)
    expect(ownersIn(data_dir)).toEqual([NOBODY])
    await child.kill()
  })

  it('O3 is told to a server that may not write a part of it', () => {
    needRoot()
    giveAll(data_dir, NOBODY)
    chownSync(join(data_dir, 'keys/secret'), 0, 0)
    const script = `import('${new URL('owner.ts', import.meta.url).href}').then(({ assertWritable }) => {
      process.setgid(${NOBODY}); process.setuid(${NOBODY})
      try { assertWritable(${JSON.stringify(foldersOf(data_dir))}) } catch (error) { console.log(error.message) }
    })`
    const args = ['--conditions=lectern-source', '--no-warnings', '-e', script]
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    expect(stdout).toBe(
      `${join(data_dir, 'keys/secret')} belongs to user 0, and user ${NOBODY} may not write it. As root: chown -R ${NOBODY} ${data_dir}\n`,
    )
  })

  it('S32 closes what an older version left open to others', async () => {
    chmodSync(data_dir, 0o755)
    chmodSync(join(data_dir, 'lectern.db'), 0o644)
    makeDataFolder(data_dir)
    expect(statSync(data_dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(data_dir, 'lectern.db')).mode & 0o777).toBe(0o600)
    chmodSync(folder, 0o755)
    makeDataFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  it('O4 finds keys or files without a database, and takes that for no beginning', () => {
    expect(() => assertWhole(foldersOf(data_dir))).not.toThrow()
    for (const name of readdirSync(data_dir).filter((name) => name.startsWith('lectern.db')))
      rmSync(join(data_dir, name))
    expect(() => assertWhole(foldersOf(data_dir))).toThrow(
      `${data_dir} has no database, but ${data_dir}/keys is`,
    )
    const moved = join(folder, 'moved')
    cpSync(join(data_dir, 'keys'), moved, { recursive: true })
    rmSync(join(data_dir, 'keys'), { recursive: true })
    expect(() => assertWhole(foldersOf(data_dir))).not.toThrow()
    mkdirSync(join(data_dir, 'blobs'))
    expect(() => assertWhole(foldersOf(data_dir))).not.toThrow()
    writeFileSync(join(data_dir, 'blobs/file'), 'of somebody')
    expect(() => assertWhole(foldersOf(data_dir))).toThrow(`but ${data_dir}/blobs is there`)
  })

  it('O4 is kept from a start without the keys of its database', async () => {
    rmSync(join(data_dir, 'keys'), { recursive: true })
    const { code, stderr } = await runLectern(['serve', '--port', '0'], { LECTERN_DATA_DIR: data_dir })
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `${data_dir}/keys/secret is missing, but the database is not new: bring the keys of a backup back.\n`,
    })
  })
})
