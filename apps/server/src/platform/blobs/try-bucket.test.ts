import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import { HttpStubs } from '../../testing/http-stub.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { S3Server } from '../../testing/s3-server.ts'
import { systemClock } from '../clock.ts'
import { S3Bucket, type BucketSettings } from './bucket.ts'
import { SILENCE_MS } from './silence.ts'
import { tryBucket } from './try-bucket.ts'

let s3: S3Server
beforeAll(async () => void (s3 = await S3Server.start()))
afterAll(() => s3.close())
const stubs = new HttpStubs()
afterEach(() => {
  s3.disturb = undefined
  stubs.close()
})

const settings = (more: Record<string, string> = {}): BucketSettings =>
  readConfig({ ...s3.env('tried'), ...more }).bucket!

describe('the start says in one sentence', () => {
  const said = async (more: Record<string, string>, clock = systemClock) => {
    try {
      await tryBucket(settings(more), clock)
      return undefined
    } catch (error) {
      return (error as Error).message
    }
  }
  const answering = (status: number, code: string) => () => ({ status, code })

  it('nothing, when the bucket can be used; nothing stays in it', async () => {
    const given = settings()
    await tryBucket(given, systemClock)
    const bucket = await S3Bucket.open(given, systemClock)
    for await (const left of bucket.list('')) expect(left).toBeUndefined()
    bucket.close()
  })

  it('that there is no bucket', async () => {
    expect(await said({ LECTERN_S3_BUCKET: 'another' })).toBe(
      `There is no bucket another in the storage at ${s3.url}: make it, or mend LECTERN_S3_BUCKET.`,
    )
  })

  it('that key or secret are wrong', async () => {
    expect(await said({ LECTERN_S3_KEY_ID: 'NOBODY' })).toBe(
      `The storage at ${s3.url} does not know the key NOBODY: mend LECTERN_S3_KEY_ID, or make a new key.`,
    )
    expect(await said({ LECTERN_S3_SECRET: 'guessed' })).toBe(
      `The storage at ${s3.url} refuses the signature: LECTERN_S3_SECRET does not belong to the key S3RVER.`,
    )
  })

  it('that the address is wrong: nothing, no such host, no TLS, a page', async () => {
    expect(await said({ LECTERN_S3_URL: 'http://127.0.0.1:9' })).toBe(
      'Nothing answers as the storage at http://127.0.0.1:9 (ECONNREFUSED): start it, or mend LECTERN_S3_URL.',
    )
    expect(await said({ LECTERN_S3_URL: 'http://nowhere.invalid' })).toMatch(
      /^The host of the storage at http:\/\/nowhere\.invalid does not resolve \((ENOTFOUND|EAI_AGAIN)\): mend LECTERN_S3_URL\.$/,
    )
    const tls = s3.url.replace('http:', 'https:')
    expect(await said({ LECTERN_S3_URL: tls })).toBe(
      `Nothing answers as the storage at ${tls} (EPROTO): start it, or mend LECTERN_S3_URL.`,
    )
    for (const [status, page] of [
      [200, '<!doctype html><html><body>Welcome<br></body></html>'],
      [404, 'Not found'],
      [200, '{}'],
    ] as const) {
      const url = await stubs.serve((_, response) => response.writeHead(status).end(page))
      expect(await said({ LECTERN_S3_URL: url })).toMatch(
        new RegExp(
          `^What answers as the storage at ${url} is no S3 storage \\(.+\\): mend LECTERN_S3_URL\\.$`,
        ),
      )
    }
  })

  it.each([
    [
      403,
      'AccessDenied',
      /^The key S3RVER may not list files in the bucket lectern-files of .*: give it the rights/,
    ],
    [400, 'ExpiredToken', /^The key S3RVER of .* has expired: make a new one\.$/],
    [
      403,
      'RequestTimeTooSkewed',
      /^The clock of this machine differs too much from that of .*: set the clock\.$/,
    ],
    [
      400,
      'AuthorizationHeaderMalformed',
      /^The bucket lectern-files is not in the region us-east-1 of .*: mend LECTERN_S3_REGION\.$/,
    ],
    [507, 'InsufficientStorage', /^The storage at .* has no room left \(InsufficientStorage\)\.$/],
    [503, 'ServiceUnavailable', /^The storage at .* fails \(ServiceUnavailable\): see its log\.$/],
  ])('that it answers %i %s', async (status, code, sentence) => {
    s3.disturb = answering(status, code)
    expect(await said({})).toMatch(sentence)
  })

  it('that files may be listed and not stored', async () => {
    s3.disturb = ({ method }) => (method === 'PUT' ? { status: 403, code: 'AccessDenied' } : undefined)
    expect(await said({})).toContain('may not store files in the bucket lectern-files')
  })

  it('that it does not answer', async () => {
    const clock = new ManualClock()
    s3.disturb = () => 'hang'
    const told = said({}, clock)
    await expect.poll(() => clock.pending).toBe(1)
    clock.advance(SILENCE_MS)
    expect(await told).toBe(`The storage at ${s3.url} has not answered for 15 seconds.`)
  })
})
