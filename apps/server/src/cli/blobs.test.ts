// `lectern blobs`: files move to the bucket and back, and none is lost on the way.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { endpoints } from '@lectern/protocol'
import { readConfig } from '../config.ts'
import { assertBucket, openBlobs } from '../open-blobs.ts'
import { keyOf } from '../platform/blobs/bucket-blobs.ts'
import { S3Bucket } from '../platform/blobs/bucket.ts'
import { systemClock } from '../platform/clock.ts'
import { findBucket } from '../records/meta.ts'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'
import { directTalk } from '../testing/direct-talk.ts'
import { runLectern } from '../testing/lectern-child.ts'
import { S3Server } from '../testing/s3-server.ts'
import { upload } from '../testing/upload.ts'
import { backup, sayBucket } from './backup.ts'
import { blobsCommands } from './blobs.ts'
import { parseCommand } from './command.ts'
import { examineFiles } from './examine-files.ts'
import { exportCommand } from './export.ts'
import { acquireLock } from './lock.ts'
import { tryStorage } from './try-parts.ts'

const HOUR_MS = 60 * 60_000

let s3: S3Server
let server: TestServer
let ids: string[]
let said: string[]
let count = 0
let prefix: string
beforeAll(async () => void (s3 = await S3Server.start()))
afterAll(() => s3.close())
beforeEach(async () => {
  prefix = `moved-${++count}`
  server = await createTestServer()
  const { id: conversation_id } = await directTalk(server)
  const ada = server.as(server.people.ada)
  ids = []
  for (const text of ['one', 'two', 'three'])
    ids.push((await upload(ada, { conversation_id, filename: `${text}.txt`, bytes: Buffer.from(text) })).id)
  said = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line))
  // A command reads the environment of its process. What the suite tells its tests is no setting of a server.
  for (const name of Object.keys(process.env))
    if (/^LECTERN_(SEED|TEST_)/.test(name)) vi.stubEnv(name, undefined)
  for (const [name, value] of Object.entries(s3.env(prefix))) vi.stubEnv(name, value)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  s3.disturb = undefined
  await server.close()
})

const run = async (name: string, ...args: string[]) => {
  const command = blobsCommands.find((each) => each.name === `blobs ${name}`)!
  said = []
  const exit = await command.run(parseCommand(command, [...args, '--data-dir', server.data_dir])!)
  return { exit: exit ?? 0, said }
}
const blobs_dir = () => join(server.data_dir, 'blobs')
const inBucket = async () => {
  const bucket = await S3Bucket.open(readConfig(s3.env(prefix)).bucket!, systemClock)
  const keys: string[] = []
  for await (const { key } of bucket.list('')) keys.push(key)
  bucket.close()
  return keys
}
const onDisk = () =>
  existsSync(blobs_dir())
    ? readdirSync(blobs_dir(), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name, parentPath }) => join(parentPath, name))
    : []
const keys = () => ids.map((id) => keyOf(id, 'content')).sort()
const texts = async (bucket: ReturnType<typeof readConfig>['bucket']) => {
  const blobs = await openBlobs({ blobs_dir: blobs_dir(), bucket }, systemClock)
  const found = await Promise.all(ids.map(async (id) => new Response(await blobs.read(id, 'content')).text()))
  blobs.close()
  return found
}

describe('lectern blobs move', () => {
  it('brings every file into the bucket, counted, and back', async () => {
    expect(await run('move', 'bucket')).toEqual({
      exit: 0,
      said: [
        `Moved 3 files (11 bytes) to s3://lectern-files/${prefix}/ at ${s3.url}, each compared by its hash.`,
      ],
    })
    expect((await inBucket()).sort()).toEqual(keys())
    expect(onDisk()).toEqual([])
    expect(await texts(readConfig(s3.env(prefix)).bucket)).toEqual(['one', 'two', 'three'])
    expect(await run('move', 'disk')).toEqual({
      exit: 0,
      said: [
        `Moved 3 files (11 bytes) to ${blobs_dir()}, each compared by its hash.`,
        'Unset the LECTERN_S3 settings before the server starts.',
      ],
    })
    expect(await inBucket()).toEqual([])
    expect(await texts(undefined)).toEqual(['one', 'two', 'three'])
    expect(await findBucket(server.ctx.db.read)).toBeUndefined()
  })

  it('goes on after an interruption, and names what it could not move', async () => {
    let puts = 0
    s3.disturb = ({ method, path }) =>
      method === 'PUT' && !path.includes('probe') && ++puts > 1
        ? { status: 507, code: 'QuotaExceeded' }
        : undefined
    const first = await run('move', 'bucket')
    expect(first.exit).toBe(1)
    expect(first.said[0]).toMatch(/^Moved 1 files/)
    expect(first.said[1]).toBe(`2 stayed in ${blobs_dir()}; call this again. The first of them:`)
    expect(onDisk()).toHaveLength(2)
    s3.disturb = undefined
    expect((await run('move', 'bucket')).said[0]).toMatch(/^Moved 2 files/)
    expect((await inBucket()).sort()).toEqual(keys())
    expect(await texts(readConfig(s3.env(prefix)).bucket)).toEqual(['one', 'two', 'three'])
  })

  it('keeps a file where it was if what was stored is not the same', async () => {
    const settings = readConfig(s3.env(prefix)).bucket!
    const get = S3Bucket.prototype.get
    vi.spyOn(S3Bucket.prototype, 'get').mockImplementation(function (this: S3Bucket, key, range) {
      return key === keyOf(ids[1]!, 'content')
        ? Promise.resolve(new Response('twO').body as ReadableStream<Uint8Array>)
        : get.call(this, key, range)
    })
    const moved = await run('move', 'bucket')
    expect(moved.exit).toBe(1)
    expect(moved.said.at(-1)).toBe(`  ${ids[1]}/content: What the bucket has is not what was stored there.`)
    expect(onDisk()).toEqual([join(blobs_dir(), ids[1]!.slice(-2), ids[1]!, 'content')])
    const back = await run('move', 'disk')
    expect(back.exit).toBe(1)
    vi.restoreAllMocks()
    expect(await texts(settings)).toEqual(['one', 'two', 'three'])
  })

  it('moves nothing that is still on its way', async () => {
    await server.ctx.blobs.create('01890000-0000-7000-8000-0000000000ff', 'upload')
    await run('move', 'bucket')
    expect(onDisk()).toEqual([join(blobs_dir(), 'ff/01890000-0000-7000-8000-0000000000ff/upload')])
    expect((await inBucket()).sort()).toEqual(keys())
  })

  it('beside a server asks it to know the bucket first, and the last time to be stopped', async () => {
    const lock = acquireLock(server.data_dir)
    await expect(run('move', 'bucket')).rejects.toThrow('restart it with these settings first')
    expect(onDisk()).toHaveLength(3)
    lock.release()
    await run('move', 'bucket')
    const again = acquireLock(server.data_dir)
    expect((await run('move', 'disk')).said.at(-1)).toBe(
      'The server still stores new files in the bucket: stop it, and call this a last time.',
    )
    expect(await findBucket(server.ctx.db.read)).toBe(`s3://lectern-files/${prefix}/`)
    again.release()
    await run('move', 'disk')
    expect(await findBucket(server.ctx.db.read)).toBeUndefined()
  })

  it('needs a bucket that can be used', async () => {
    vi.stubEnv('LECTERN_S3_SECRET', 'guessed')
    await expect(run('move', 'bucket')).rejects.toThrow('refuses the signature')
    vi.stubEnv('LECTERN_S3_BUCKET', 'another')
    vi.stubEnv('LECTERN_S3_SECRET', 'S3RVER')
    await expect(run('move', 'bucket')).rejects.toThrow('There is no bucket another')
    expect(onDisk()).toHaveLength(3)
  })
})

describe('an installation whose files are in a bucket', () => {
  it('does not start without it, or with another', async () => {
    const { db } = server.ctx
    const own = readConfig(s3.env(prefix)).bucket
    await assertBucket(db, undefined)
    await assertBucket(db, own)
    await run('move', 'bucket')
    await assertBucket(db, own)
    const lost = `The files of this installation are in s3://lectern-files/${prefix}/: set LECTERN_S3_BUCKET`
    await expect(assertBucket(db, undefined)).rejects.toThrow(lost)
    await expect(assertBucket(db, readConfig(s3.env('other')).bucket)).rejects.toThrow(lost)
  })

  it('is compared with its files by doctor, wherever they are', async () => {
    const place = { blobs_dir: blobs_dir(), bucket: readConfig(s3.env(prefix)).bucket }
    const look = () => examineFiles(server.ctx.db, place, { now: Date.now() + 2 * HOUR_MS })
    await run('move', 'bucket')
    expect(await look()).toEqual([{ level: 'ok', text: '3 files are there and whole' }])
    const bucket = await S3Bucket.open(place.bucket!, systemClock)
    await bucket.remove(keyOf(ids[0]!, 'content'))
    await bucket.copy(keyOf(ids[1]!, 'content'), keyOf('01890000-0000-7000-8000-0000000000ff', 'content'))
    bucket.close()
    expect(await look()).toMatchObject([
      { level: 'fail', text: `1 of 3 files are missing or not whole: ${ids[0]} (missing)` },
      { level: 'warn', text: expect.stringContaining('ff/01890000-0000-7000-8000-0000000000ff') as string },
    ])
  })
})

describe('lectern', () => {
  it('serve says one sentence about a bucket that cannot be used, and makes nothing', async () => {
    const data_dir = join(server.data_dir, 'new')
    const env = { ...s3.env(prefix), LECTERN_S3_SECRET: 'guessed', LECTERN_DATA_DIR: data_dir, PORT: '0' }
    const { code, stdout, stderr } = await runLectern(['serve'], env)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim()).toBe(
      `The storage at ${s3.url} refuses the signature: LECTERN_S3_SECRET does not belong to the key S3RVER.`,
    )
    expect(readdirSync(data_dir)).toEqual(['server.lock'])
  })

  it.each([
    [
      'that is not there',
      { LECTERN_S3_BUCKET: 'nowhere' },
      undefined,
      'There is no bucket nowhere in the storage at',
    ],
    ['of an unknown key', { LECTERN_S3_KEY_ID: 'NOBODY' }, undefined, 'does not know the key NOBODY'],
    ['of an expired key', {}, { status: 400, code: 'ExpiredToken' }, 'has expired: make a new one.'],
    ['without rights', {}, { status: 403, code: 'AccessDenied' }, 'may not list files in the bucket'],
    ['of another region', {}, { status: 400, code: 'AuthorizationHeaderMalformed' }, 'is not in the region'],
    [
      'where nobody listens',
      { LECTERN_S3_URL: 'http://127.0.0.1:1' },
      undefined,
      'Nothing answers as the storage at',
    ],
  ])('start and doctor say the same sentence about a bucket %s', async (_, more, answer, sentence) => {
    s3.disturb = answer && (() => answer)
    const data_dir = join(server.data_dir, 'new')
    const env = { ...s3.env(prefix), ...more, LECTERN_DATA_DIR: data_dir, PORT: '0' }
    const { code, stdout, stderr } = await runLectern(['serve'], env)
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1])
    expect(stderr).toContain(sentence)
    expect(readdirSync(data_dir)).toEqual(['server.lock'])
    const doctor = await runLectern(['doctor'], { ...env, LECTERN_DATA_DIR: server.data_dir })
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining(stderr.trim())])
  })

  it('doctor writes in the bucket, or says what is wrong with it', async () => {
    const look = (more: Record<string, string> = {}) => tryStorage(readConfig({ ...s3.env(prefix), ...more }))
    expect(await tryStorage(readConfig({}))).toEqual([])
    expect(await look()).toEqual([
      { level: 'ok', text: `files can be written in s3://lectern-files/${prefix}/ at ${s3.url}` },
    ])
    expect(await look({ LECTERN_S3_KEY_ID: 'NOBODY' })).toMatchObject([
      { level: 'fail', text: expect.stringContaining('does not know the key NOBODY') as string },
    ])
    expect(await inBucket()).toEqual([])
  })

  it('backup takes what is on its way, leaves what is in work, and says what it does not hold', async () => {
    await server.ctx.blobs.create('01890000-0000-7000-8000-0000000000ff', 'upload')
    await run('move', 'bucket')
    const target = join(server.data_dir, 'copy')
    const { bucket } = readConfig(s3.env(prefix))
    await server.ctx.blobs.withLocal('01890000-0000-7000-8000-0000000000ff', 'upload', async ({ folder }) => {
      writeFileSync(join(folder, 'picture'), 'x')
      await backup({ data_dir: server.data_dir, blobs_dir: blobs_dir() }, target)
    })
    expect(readdirSync(join(target, 'blobs'))).toEqual(['ff'])
    said = []
    sayBucket({ bucket })
    sayBucket({ bucket: undefined })
    expect(said).toEqual([
      `The files in s3://lectern-files/${prefix}/ at ${s3.url} are not in a backup: copy the bucket, or keep its versions.`,
    ])
  })

  it('export finds the files of a person in the bucket', async () => {
    await run('move', 'bucket')
    const target = join(server.data_dir, 'ada')
    const parsed = parseCommand(exportCommand, [
      target,
      '--person',
      server.people.ada.email,
      '--data-dir',
      server.data_dir,
    ])!
    await exportCommand.run(parsed)
    const files = readdirSync(join(target, 'files')).map((name) =>
      readFileSync(join(target, 'files', name), 'utf8'),
    )
    expect(files.sort()).toEqual(['one', 'three', 'two'])
  })
})

describe('lectern blobs orphans', () => {
  it('lists what belongs to nothing, and removes only that', async () => {
    const id = '01890000-0000-7000-8000-0000000000ff'
    const young = '01890000-0000-7000-8000-0000000000fe'
    for (const each of [id, young]) {
      mkdirSync(server.ctx.blobs.folder(each), { recursive: true })
      writeFileSync(server.ctx.blobs.path(each, 'content'), 'x')
    }
    const before = new Date(Date.now() - 2 * HOUR_MS)
    for (const each of [id, ...ids]) utimesSync(server.ctx.blobs.folder(each), before, before)
    expect(await run('orphans')).toEqual({
      exit: 0,
      said: [server.ctx.blobs.folder(id), '1 belong to nothing.'],
    })
    expect(existsSync(server.ctx.blobs.folder(id))).toBe(true)
    expect((await run('orphans', '--remove')).said.at(-1)).toBe('1 belong to nothing, and were removed.')
    expect(existsSync(server.ctx.blobs.folder(id))).toBe(false)
    expect(existsSync(server.ctx.blobs.folder(young))).toBe(true)
    expect(await texts(undefined)).toEqual(['one', 'two', 'three'])
    rmSync(server.ctx.blobs.folder(young), { recursive: true })
    const attachment = await server.as(server.people.ada).call(endpoints.getAttachment, {
      params: { id: ids[0]! },
    })
    expect(attachment.state).toBe('ready')
  })
})
