import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { findUserByEmail } from '../features/accounts/users-rows.ts'
import type { Context } from '../features/context.ts'
import { MIGRATIONS } from '../database.ts'
import { openContext } from '../open-context.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openHandle } from '../platform/db/open-handle.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { runLectern } from '../testing/lectern-child.ts'
import { inProcess } from '../testing/in-process.ts'
import { backup } from './backup.ts'
import { createDemoClass, demoPasswords, isEmpty } from './demo-class.ts'
import { examine } from './doctor.ts'
import { acquireLock, LOCK_FILE } from './lock.ts'
import { restore } from './restore.ts'

let folder: string
let data_dir: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-cli-'))
  data_dir = join(folder, 'data')
})
afterEach(() => rmSync(folder, { recursive: true }))

const cli = (...args: string[]) => runLectern(args, { LECTERN_DATA_DIR: data_dir })
const withData = async <T>(run: (ctx: Context) => Promise<T>, where = data_dir): Promise<T> => {
  await using parts = new AsyncDisposableStack()
  const password_cost = { memory_kib: 8, passes: 1 }
  const options = { data_dir: where, clock: systemClock, log: createLog('silent'), password_cost }
  return await run(await openContext(options, parts))
}
const namesOf = async ({ epoch, keys }: Context) => ({ epoch, secret: keys.secret })
const makeData = () =>
  withData(async (ctx) => {
    await createDemoClass(ctx, data_dir, demoPasswords('the password of the class'))
    return namesOf(ctx)
  })
const countMessages = (where: string): Promise<number> =>
  withData(async ({ db }) => (await db.read.selectFrom('messages').select('id').execute()).length, where)

describe('the command line', () => {
  it('reports errors of the file system in one line', async () => {
    writeFileSync(data_dir, 'a file where a folder should be')
    for (const command of [['serve'], ['restore', folder], ['backup', join(data_dir, 'copy')]]) {
      const { code, stderr } = await cli(...command)
      expect(code).toBe(1)
      expect(stderr.trim()).toMatch(/^.+$/)
    }
    const beneath = await cli('user', 'list', '--data-dir', join(data_dir, 'deeper'))
    expect(beneath).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is no Lectern in .*\n$/) })
  })

  it('helps', async () => {
    const overview = await inProcess('--help')
    expect(overview).toMatchObject({ code: 0, stderr: '' })
    const commands = [
      ...overview.stdout.matchAll(/^ {2}lectern ((?:(?:user|jobs|policy|message|keys|blobs) )?[\w-]+)/gm),
    ].map(([, name]) => name ?? '')
    expect(commands).toHaveLength(29)
    for (const name of commands) {
      const { code, stdout } = await inProcess(...name.split(' '), '--help')
      expect(code).toBe(0)
      expect(stdout).toContain(`  lectern ${name}`)
    }
  })

  it('answers a wrong call with its usage and exit code 2', async () => {
    for (const args of [['fly'], ['user'], ['serve', '--fast'], ['user', 'add'], ['token']]) {
      const { code, stderr } = await inProcess(...args)
      expect({ args, code }).toEqual({ args, code: 2 })
      expect(stderr).toMatch(/lectern/)
      expect(stderr).not.toMatch(/^ +at /m)
    }
    expect(await cli('fly')).toMatchObject({ code: 2, stdout: '' })
  })

  it('O2 neither makes an installation nor guesses one', async () => {
    for (const args of [
      ['user', 'list'],
      ['demo'],
      ['audit'],
      ['jobs', 'drop', 'a', 'b'],
      ['token', 'a@b.c'],
    ]) {
      const { code, stderr } = await inProcess(...args, '--data-dir', data_dir)
      expect({ args, code, stderr }).toEqual({
        args,
        code: 1,
        stderr: expect.stringContaining(`There is no Lectern in ${data_dir}.`),
      })
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('S30 makes no demo class with a password that many people use', async () => {
    await withData(async (ctx) => {
      const made = createDemoClass(ctx, data_dir, demoPasswords('Password123'))
      await expect(made).rejects.toThrow('Many people use this password')
      expect(await isEmpty(ctx)).toBe(true)
    })
  })

  it('S30 gives each role of the demo class a password of its own', async () => {
    await withData(async () => {})
    const made = await inProcess('demo', '--data-dir', data_dir)
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining(join(data_dir, 'demo-password')) })
    const lines = readFileSync(join(data_dir, 'demo-password'), 'utf8').trim().split('\n')
    const passwords = Object.fromEntries(lines.map((line) => line.split(': '))) as Record<string, string>
    expect(Object.keys(passwords)).toEqual(['instructor', 'student', 'admin'])
    for (const password of Object.values(passwords)) expect(made.stdout).not.toContain(password)
    await withData(async (ctx) => {
      const admin = await findUserByEmail(ctx.db.read, 'admin@example.edu')
      const matches = (role: string) => ctx.passwords.verify(admin?.password_hash, passwords[role] ?? '')
      expect(await Promise.all(['instructor', 'student', 'admin'].map(matches))).toEqual([false, false, true])
    })
  })

  it('O7 leaves the schema of an older server as it is', async () => {
    mkdirSync(data_dir)
    const first = join(folder, 'migrations')
    mkdirSync(first)
    cpSync(join(MIGRATIONS, '0001-foundation.sql'), join(first, '0001-foundation.sql'))
    const db = openHandle(join(data_dir, 'lectern.db'))
    migrate(db, first, '2026-11-23T08:00:00.000Z')
    expect(await inProcess('user', 'list', '--data-dir', data_dir)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('belongs to an older version'),
    })
    expect(db.prepare('SELECT number FROM migrations').pluck().all()).toEqual([1])
    db.close()
  })

  it('manages people', async () => {
    await makeData()
    const added = await cli('user', 'add', 'dana@example.edu', '--name', 'Dana', '--role', 'student')
    expect(added.stdout).toMatch(/^Added dana@example\.edu to \/.*\/data\. The password is [\w-]{16}\n$/)
    const again = await cli('user', 'add', 'DANA@example.edu', '--name', 'Dana', '--role', 'student')
    expect(again).toMatchObject({ code: 1, stderr: 'There is a user DANA@example.edu already.\n' })
    expect(await cli('user', 'disable', 'dana@example.edu')).toMatchObject({ code: 0 })
    expect((await cli('user', 'list')).stdout).toMatch(/^dana@example\.edu\tstudent\tDana\tdisabled \d{4}-/m)
    expect(await cli('token', 'dana@example.edu')).toMatchObject({
      code: 1,
      stderr: 'dana@example.edu is disabled.\n',
    })
    expect(await cli('user', 'enable', 'nobody@example.edu')).toMatchObject({
      code: 1,
      stderr: 'There is no user nobody@example.edu.\n',
    })
  })

  it('lists every mistake of the configuration at once', async () => {
    const { code, stderr } = await runLectern(['serve'], {
      PORT: 'eighty',
      LECTERN_ORIGINS: 'https://school.example/path',
      LECTERN_COLOUR: 'blue',
      DATABASE_URL: 'postgres://db',
    })
    expect(code).toBe(1)
    for (const setting of ['PORT', 'LECTERN_ORIGINS', 'LECTERN_COLOUR', 'DATABASE_URL'])
      expect(stderr).toContain(`  ${setting} `)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  it('needs a Node that is new enough, and says so in one line', () => {
    const bin = fileURLToPath(new URL('../../bin/lectern.js', import.meta.url))
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.11.0' }); import('${pathToFileURL(bin).href}')`
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'Lectern needs Node 22.19 or newer; this is 20.11.0.\n',
    })
  })
})

const damage = (database: string): void => {
  const bytes = readFileSync(database)
  bytes.fill(7, 4096 * 3, 4096 * 6)
  writeFileSync(database, bytes)
}
/** What others of the machine may open below a folder. */
const openToAll = (where: string): string[] =>
  readdirSync(where, { recursive: true, encoding: 'utf8' }).filter(
    (name) => (statSync(join(where, name)).mode & 0o077) !== 0,
  )

const foldersOf = (data_dir: string, blobs_dir = join(data_dir, 'blobs')) => ({ data_dir, blobs_dir })

describe('a backup', () => {
  it('contains the uploaded files, whatever their folder is then and now', async () => {
    await makeData()
    const [here, there, target] = ['here', 'there', 'backup'].map((name) => join(folder, name))
    mkdirSync(join(here!, '01/a'), { recursive: true })
    writeFileSync(join(here!, '01/a/content'), 'the bytes')
    await backup(foldersOf(data_dir, here), target!)
    expect(readFileSync(join(target!, 'blobs/01/a/content'), 'utf8')).toBe('the bytes')
    await restore(target!, foldersOf(data_dir, there), true)
    expect(readFileSync(join(there!, '01/a/content'), 'utf8')).toBe('the bytes')
    expect(existsSync(join(data_dir, 'blobs'))).toBe(false)
  })

  it('is a copy of everything, made while the data is in use', async () => {
    const { secret } = await makeData()
    const target = join(folder, 'backup')
    await withData(() => backup(foldersOf(data_dir), target))
    expect(readdirSync(target).sort()).toEqual(['demo-password', 'keys', 'lectern.db'])
    expect(statSync(target).mode & 0o777).toBe(0o700)
    expect(await countMessages(target)).toBe(await countMessages(data_dir))
    expect(readFileSync(join(target, 'keys/secret'), 'utf8')).toBe(secret)
  })

  it('O1 takes nothing but what belongs to it, not even from a restore that was interrupted', async () => {
    await makeData()
    mkdirSync(join(data_dir, '.restoring'))
    writeFileSync(join(data_dir, '.restoring/lectern.db'), 'half of a database')
    const target = join(folder, 'backup')
    await backup(foldersOf(data_dir), target)
    expect(readdirSync(target).sort()).toEqual(['demo-password', 'keys', 'lectern.db'])
  })

  it('O1 with damage inside is none', async () => {
    await makeData()
    damage(join(data_dir, 'lectern.db'))
    await expect(backup(foldersOf(data_dir), join(folder, 'backup'))).rejects.toThrow('is damaged (')
    expect(readdirSync(folder)).toEqual(['data'])
  })

  it('O1 is given up after its time limit, and nothing is left of it', async () => {
    await makeData()
    let now = 0
    const clock = { ...systemClock, now: () => (now += 60_001) }
    const begun = backup(foldersOf(data_dir), join(folder, 'backup'), { limit_ms: 60_000, clock })
    await expect(begun).rejects.toThrow('took longer than 1 minutes and was given up')
    expect(readdirSync(folder)).toEqual(['data'])
  })

  it('O12 is closed to others in every part, and so is what is restored from it', async () => {
    await makeData()
    const [target, blobs_dir, elsewhere] = ['backup', 'blobs', 'elsewhere'].map((name) => join(folder, name))
    mkdirSync(join(blobs_dir!, '01/a'), { recursive: true })
    writeFileSync(join(blobs_dir!, '01/a/content'), 'the bytes')
    await backup(foldersOf(data_dir, blobs_dir), target!)
    expect(openToAll(target!)).toEqual([])
    await restore(target!, foldersOf(elsewhere!), false)
    expect(openToAll(elsewhere!)).toEqual([])
  })

  it('never overwrites, and needs existing data', async () => {
    await expect(backup(foldersOf(data_dir), join(folder, 'backup'))).rejects.toThrow('There is no database')
    await makeData()
    await expect(backup(foldersOf(data_dir), folder)).rejects.toThrow('exists; a backup never overwrites')
    expect(existsSync(join(folder, 'backup'))).toBe(false)
  })

  it('is restored under another epoch', async () => {
    const { epoch, secret } = await makeData()
    const target = join(folder, 'backup')
    await backup(foldersOf(data_dir), target)
    const elsewhere = join(folder, 'elsewhere')
    await restore(target, foldersOf(elsewhere), false)
    const restored = await withData(namesOf, elsewhere)
    expect(restored.epoch).not.toBe(epoch)
    expect(restored.secret).toBe(secret)
    expect(await withData(namesOf, target)).toEqual({ epoch, secret })
  })

  it('replaces existing data only when forced', async () => {
    await makeData()
    const target = join(folder, 'backup')
    await backup(foldersOf(data_dir), target)
    writeFileSync(join(data_dir, 'later'), 'gone after the restore')
    await expect(restore(target, foldersOf(data_dir), false)).rejects.toThrow('is not empty; --force')
    await restore(target, foldersOf(data_dir), true)
    expect(
      readdirSync(data_dir)
        .filter((name) => !name.startsWith('lectern.db'))
        .sort(),
    ).toEqual(['demo-password', 'keys', LOCK_FILE])
    expect(await countMessages(data_dir)).toBeGreaterThan(3)
  })

  it('is not restored under a running server', async () => {
    await makeData()
    const target = join(folder, 'backup')
    await backup(foldersOf(data_dir), target)
    const lock = acquireLock(data_dir)
    await expect(restore(target, foldersOf(data_dir), true)).rejects.toThrow('Another Lectern (process ')
    lock.release()
    expect(await countMessages(data_dir)).toBeGreaterThan(3)
  })

  it('that is damaged changes nothing', async () => {
    await makeData()
    const target = join(folder, 'backup')
    mkdirSync(target)
    writeFileSync(
      join(target, 'lectern.db'),
      'this is not a database, and long enough to be looked at as one'.repeat(20),
    )
    await expect(restore(target, foldersOf(data_dir), true)).rejects.toThrow(
      'cannot be opened: file is not a database',
    )
    await expect(restore(folder, foldersOf(data_dir), true)).rejects.toThrow('is not a backup')
    expect(await countMessages(data_dir)).toBeGreaterThan(3)
    expect(readdirSync(data_dir)).not.toContain('.restoring')
  })
})

describe('doctor', () => {
  const findings = async (env: Record<string, string> = {}) =>
    examine(readConfig({ LECTERN_DATA_DIR: data_dir, PORT: '0', LECTERN_WEB_DIR: folder, ...env }))

  it('finds no fault in a sound installation', async () => {
    await makeData()
    writeFileSync(join(folder, 'index.html'), '')
    expect((await findings()).filter(({ level }) => level !== 'ok')).toEqual([])
  })

  it('changes nothing in an empty folder', async () => {
    expect((await findings()).filter(({ level }) => level === 'fail')).toEqual([])
    expect(existsSync(data_dir)).toBe(false)
  })

  it('lists waiting and dead jobs, until those are retried or dropped', async () => {
    const minute = 60_000
    await withData(({ clock, db, jobs }) =>
      db.write(async (transaction) => {
        const run_at = clock.now() - 5 * minute - 1_000
        for (const key of ['a', 'b', 'c', 'd']) await jobs.enqueue(transaction, 'print', key, { run_at })
        const update = () => transaction.query.updateTable('jobs')
        await update().set({ lease_until: '2026-11-23T08:00:00.000Z' }).where('key', '=', 'b').execute()
        const dead = { dead_at: '2026-11-23T08:00:00.000Z', attempt: 3, last_error: 'no\npaper' }
        await update().set(dead).where('key', 'in', ['c', 'd']).execute()
      }),
    )
    const told = async () => (await findings()).filter(({ text }) => text.startsWith('job'))
    expect(await told()).toEqual([
      { level: 'ok', text: 'jobs print: 1 waiting, 1 running, the oldest due for 5 min' },
      ...['c', 'd'].map((key) => ({
        level: 'warn',
        text: `job print ${key} is dead, 3 attempts: no paper`,
        mend: `\`lectern jobs retry print ${key}\`, or drop instead of retry`,
      })),
    ])
    expect(await cli('jobs', 'retry', 'print', 'c')).toMatchObject({ code: 0 })
    expect(await cli('jobs', 'drop', 'print', 'd')).toMatchObject({ code: 0 })
    expect(await cli('jobs', 'drop', 'print', 'a')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no dead job print a'),
    })
    expect(await told()).toMatchObject([
      { text: 'jobs print: 2 waiting, 1 running, the oldest due for 5 min' },
      { level: 'warn', text: 'job print c fails and is tried again, 0 attempts: no paper' },
    ])
  })

  it('says how to repair each fault', async () => {
    await makeData()
    const { chmodSync } = await import('node:fs')
    chmodSync(data_dir, 0o755)
    damage(join(data_dir, 'lectern.db'))
    const wrong = (await findings()).filter(({ level }) => level !== 'ok')
    expect(wrong).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'warn', mend: `chmod 700 ${data_dir}` }),
        expect.objectContaining({ level: 'fail', mend: expect.stringContaining('lectern restore') }),
        expect.objectContaining({ level: 'warn', mend: 'npm run build' }),
      ]),
    )
  })
})

describe('S13 the policy on the command line', () => {
  it('S13 is shown and changed, with an entry in the audit, and refuses what does not exist', async () => {
    await makeData()
    const policy = (...args: string[]) => inProcess('policy', ...args, '--data-dir', data_dir)
    expect((await policy('show')).stdout).toContain('students_reach\tstaff\n')
    expect((await policy('set', 'students_reach', 'shared')).stdout).toContain('students_reach\tshared\n')
    expect((await policy('show')).stdout).toContain('students_reach\tshared\n')
    const audit = await inProcess('audit', '--data-dir', data_dir, '--kind', 'policy_changed')
    expect(audit.stdout).toMatch(/policy_changed\t-\t-\t\{"name":"students_reach","before":"staff"/)
    for (const [name, value] of [
      ['students_reach', 'some'],
      ['colour', 'red'],
    ] as const)
      expect(await policy('set', name, value)).toMatchObject({ code: 2 })
  })
})

describe('the audit on the command line', () => {
  it('shows the latest first, of one person and one kind, for people and for programs', async () => {
    await makeData()
    await cli('user', 'disable', 'ben@example.edu')
    const all = (await inProcess('audit', '--data-dir', data_dir)).stdout.split('\n')
    expect(all[0]).toMatch(/^\S+Z\tuser_disabled\t-\tben@example\.edu$/)
    expect(all.length).toBeGreaterThan(3)
    const ada = ['audit', '--data-dir', data_dir, '--user', 'ada@example.edu', '--json']
    const rows = (await inProcess(...ada)).stdout.trim().split('\n')
    expect(rows.map((row) => (JSON.parse(row) as { kind: string }).kind)).not.toContain('user_disabled')
    const added = await inProcess('audit', '--data-dir', data_dir, '--kind', 'user_added', '--limit', '1')
    expect(added.stdout.trim().split('\n')).toHaveLength(1)
  })

  it.each([
    ['--since', 'yesterday'],
    ['--limit', '0'],
    ['--limit', 'many'],
  ])('refuses %s %s', async (...options) => {
    await makeData()
    expect(await inProcess('audit', '--data-dir', data_dir, ...options)).toMatchObject({ code: 2 })
  })
})
