// What a bucket refuses and how it hangs: told apart, and gone on with afterwards.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import { HttpStubs } from '../../testing/http-stub.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { S3Server } from '../../testing/s3-server.ts'
import { systemClock } from '../clock.ts'
import { BucketBlobs, keyOf } from './bucket-blobs.ts'
import { bucketError } from './bucket-error.ts'
import { S3Bucket, type BucketSettings } from './bucket.ts'
import { DiskBlobs } from './disk-blobs.ts'
import { SILENCE_MS } from './silence.ts'

const ID = '01890000-0000-7000-8000-000000000001'

let s3: S3Server
let folder: string
let count = 0
beforeAll(async () => void (s3 = await S3Server.start()))
afterAll(() => s3.close())
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'lectern-bucket-'))))
afterEach(() => {
  s3.disturb = undefined
  rmSync(folder, { recursive: true })
})

const settings = (more: Record<string, string> = {}): BucketSettings =>
  readConfig({ ...s3.env(`test-${++count}`), ...more }).bucket!

const listOf = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

const stubs = new HttpStubs()
afterEach(() => stubs.close())

describe('a bucket', () => {
  let clock: ManualClock
  let bucket: S3Bucket
  let blobs: BucketBlobs
  beforeEach(async () => {
    clock = new ManualClock()
    bucket = await S3Bucket.open(settings(), clock)
    blobs = new BucketBlobs(bucket, new DiskBlobs(join(folder, 'blobs')), clock)
  })
  afterEach(() => blobs.close())

  const pieces = async function* (bytes: Buffer) {
    yield bytes
  }
  const stage = async (bytes = Buffer.from('to be stored')) => {
    await blobs.create(ID, 'upload')
    await blobs.append(ID, 'upload', pieces(bytes), bytes.length)
  }
  const refuse = (status: number, code: string) => (s3.disturb = () => ({ status, code }))

  it('that refuses to store says so as a disk would, and keeps what is on its way', async () => {
    await stage()
    for (const [status, code, detail] of [
      [507, 'QuotaExceeded', 'The disk of the server is full; nothing of this was stored.'],
      [
        403,
        'AccessDenied',
        'The server may not write to its disk at the moment; nothing of this was stored.',
      ],
      [500, 'InternalError', 'The disk of the server reports an error; nothing of this was stored.'],
    ] as const) {
      refuse(status, code)
      await expect(blobs.keep(ID, 'upload', 'content')).rejects.toMatchObject({
        code: 'storage_full',
        message: detail,
        refusal: { retry_after_ms: 10_000 },
      })
    }
    s3.disturb = undefined
    await blobs.keep(ID, 'upload', 'content')
    expect(await blobs.size(ID, 'content')).toBe(12)
  })

  it('that cannot be read is unavailable, and its files are not taken for missing', async () => {
    await stage()
    await blobs.keep(ID, 'upload', 'content')
    await blobs.release(ID)
    refuse(503, 'SlowDown')
    await expect(blobs.read(ID, 'content')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(blobs.size(ID, '480')).rejects.toMatchObject({ code: 'unavailable' })
    await expect(blobs.remove(ID)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('that is gone is not taken for one without files', async () => {
    const gone = await S3Bucket.open(settings({ LECTERN_S3_BUCKET: 'another' }), clock)
    await expect(gone.head(keyOf(ID, 'content'))).rejects.toMatchObject({ fault: 'no_bucket' })
    gone.close()
  })

  it('that failed takes no new upload until something small was stored', async () => {
    await blobs.requireRoom(1)
    await stage()
    refuse(507, 'QuotaExceeded')
    await expect(blobs.keep(ID, 'upload', 'content')).rejects.toMatchObject({ code: 'storage_full' })
    let asked = 0
    s3.disturb = () => {
      asked++
      return { status: 507, code: 'QuotaExceeded' }
    }
    for (let times = 0; times < 3; times++)
      await expect(blobs.requireRoom(1)).rejects.toMatchObject({ code: 'storage_full' })
    expect(asked).toBe(0)
    clock.advance(10_000)
    const both = [blobs.requireRoom(1), blobs.requireStore()]
    for (const refused of await Promise.allSettled(both)) expect(refused.status).toBe('rejected')
    expect(asked).toBe(1)
    s3.disturb = undefined
    clock.advance(10_000)
    await blobs.requireRoom(1)
    await blobs.requireStore()
  })

  it('that closes a connection is asked again at once', async () => {
    await stage()
    let times = 0
    s3.disturb = ({ method }) =>
      method === 'PUT' && ++times === 1 ? { status: 503, code: 'SlowDown' } : undefined
    await blobs.keep(ID, 'upload', 'content')
    expect(times).toBe(2)
  })

  it('that hangs ends the request, whichever it is', async () => {
    await stage()
    await blobs.keep(ID, 'upload', 'content')
    s3.disturb = () => 'hang'
    const hanging = [
      () => blobs.keep(ID, 'upload', '480'),
      () => blobs.read(ID, '480'),
      () => blobs.size(ID, '480'),
      () => blobs.remove(ID),
      () => blobs.copy('01890000-0000-7000-8000-0000000000a2', 'content', ID),
    ]
    for (const request of hanging) {
      const outcome = request().then(
        () => 'done',
        (error: { cause?: Error }) => error.cause?.message,
      )
      await expect.poll(() => clock.pending).toBeGreaterThan(0)
      clock.advance(SILENCE_MS)
      // An answer to HEAD is followed by a question why.
      await expect
        .poll(() => {
          clock.advance(SILENCE_MS)
          return Promise.race([outcome, new Promise((resolve) => setImmediate(resolve))])
        })
        .toBe('broken (silent): Nothing came for 15 seconds.')
    }
  })

  it('that stops in the middle of a file ends the reading, and a reader that pauses does not', async () => {
    const url = await stubs.serve((_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('half ')
    })
    const half = await S3Bucket.open(settings({ LECTERN_S3_URL: url }), clock)
    const reader = (await half.get('key'))!.getReader()
    expect(Buffer.from((await reader.read()).value!).toString()).toBe('half ')
    clock.advance(60 * SILENCE_MS)
    const rest = reader.read().catch((error: unknown) => error)
    await expect.poll(() => clock.pending).toBe(1)
    clock.advance(SILENCE_MS)
    expect(await rest).toMatchObject({ fault: 'silent' })
    half.close()
  })

  it('is listed page by page', async () => {
    const asked: string[] = []
    const url = await stubs.serve((request, response) => {
      asked.push(new URL(request.url ?? '', 'http://s3').searchParams.get('continuation-token') ?? '')
      const next = ['b', 'c', ''][asked.length - 1]
      const more = next === '' ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`
      const key = `<Contents><Key>p/${asked.length}</Key><Size>3</Size><LastModified>2026-11-23T08:00:00.000Z</LastModified></Contents>`
      response.end(
        `<ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${more}${key}</ListBucketResult>`,
      )
    })
    const paged = await S3Bucket.open(settings({ LECTERN_S3_URL: url, LECTERN_S3_PREFIX: 'p' }), clock)
    const listed = await listOf(paged.list(''))
    expect(listed).toEqual(
      ['1', '2', '3'].map((key) => ({ key, size: 3, at: Date.parse('2026-11-23T08:00:00.000Z') })),
    )
    expect(asked).toEqual(['', 'b', 'c'])
    paged.close()
  })

  it('gets the sum of a file with its bytes, so that it refuses what was changed on the way', async () => {
    const headers: Record<string, unknown>[] = []
    const url = await stubs.serve((request, response) => {
      headers.push(request.headers)
      request.resume()
      request.on('end', () => response.setHeader('etag', '"x"').end())
    })
    const watched = await S3Bucket.open(settings({ LECTERN_S3_URL: url }), clock)
    writeFileSync(join(folder, 'file'), 'abc')
    await watched.put('key', {
      path: join(folder, 'file'),
      size: 3,
      md5: 'kAFQmDzST7DWlj99KOF/cg==',
      sha256: 'ba',
    })
    expect(headers[0]).toMatchObject({
      'content-length': '3',
      'content-md5': 'kAFQmDzST7DWlj99KOF/cg==',
      'x-amz-meta-sha256': 'ba',
    })
    expect(Object.keys(headers[0]!).filter((name) => /crc|trailer|sdk-checksum/.test(name))).toEqual([])
    watched.close()
  })
})

describe('a file that was stored before there was a bucket', () => {
  it('is served from the disk, and removed in both places', async () => {
    const disk = new DiskBlobs(join(folder, 'blobs'))
    await disk.create(ID, 'content')
    const bucket = await S3Bucket.open(settings(), systemClock)
    const blobs = new BucketBlobs(bucket, disk, systemClock)
    await blobs.append(ID, 'content', Readable('from before'), 100)
    s3.disturb = () => ({ status: 503, code: 'SlowDown' })
    expect(await new Response(await blobs.read(ID, 'content')).text()).toBe('from before')
    s3.disturb = undefined
    await blobs.copy(ID, 'content', '01890000-0000-7000-8000-0000000000a2')
    await blobs.remove(ID)
    expect(await blobs.size(ID, 'content')).toBeUndefined()
    expect(await blobs.size('01890000-0000-7000-8000-0000000000a2', 'content')).toBe(11)
    blobs.close()
  })

  it('stays when what was on its way for the same id is released', async () => {
    const disk = new DiskBlobs(join(folder, 'blobs'))
    const bucket = await S3Bucket.open(settings(), systemClock)
    const blobs = new BucketBlobs(bucket, disk, systemClock)
    for (const name of ['content', 'upload']) await disk.create(ID, name)
    await blobs.release(ID)
    expect([await disk.size(ID, 'content'), await disk.size(ID, 'upload')]).toEqual([0, undefined])
    await disk.remove(ID)
    await disk.create(ID, 'upload')
    await blobs.release(ID)
    expect(existsSync(disk.folder(ID))).toBe(false)
    blobs.close()
  })
})

const Readable = async function* (text: string) {
  yield Buffer.from(text)
}

it.each([
  [{ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } }, 'no_rights'],
  [{ name: 'XMinioStorageFull', $metadata: { httpStatusCode: 507 } }, 'full'],
  [Object.assign(new Error('certificate'), { code: 'CERT_HAS_EXPIRED' }), 'untrusted'],
  [Object.assign(new Error('certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'untrusted'],
  [Object.assign(new Error('reset'), { code: 'ECONNRESET' }), 'unreachable'],
  [{ name: 'TimeoutError' }, 'silent'],
  [{ name: 'Unknown', $metadata: { httpStatusCode: 403 } }, 'no_rights'],
  [{ name: '502', $metadata: { httpStatusCode: 502 } }, 'broken'],
  [new Error('XML parse error'), 'no_s3'],
])('%o is %s', (error, fault) => {
  expect(bucketError(error).fault).toBe(fault)
})
