import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'

const LARGE = 'lecture();'.repeat(500)

let folder: string
let server: TestServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-web-'))
  mkdirSync(join(folder, 'dist/assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.txt'), 'not of the app')
  writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>Lectern</title>')
  writeFileSync(join(folder, 'dist/theme.js'), 'theme()')
  writeFileSync(join(folder, 'dist/service-worker.js'), 'keep()')
  writeFileSync(join(folder, 'dist/assets/app-1a2b3c.js'), 'app()')
  writeFileSync(join(folder, 'dist/assets/large-9z8y7x.js'), LARGE)
  server = await createTestServer({ env: { LECTERN_WEB_DIR: join(folder, 'dist') } })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const HTML = { accept: 'text/html,application/xhtml+xml' }
const get = (path: string, headers: Record<string, string> = {}) => server.request(path, { headers })

describe('the web app', () => {
  it('is served at the root and at every page of it', async () => {
    for (const path of [
      '/',
      '/index.html',
      '/signin',
      '/c/01a206e4-4875-74bb-a3d0-f3c68ecbb68e',
      '/settings?tab=x',
    ]) {
      const response = await get(path, HTML)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(await response.text()).toContain('<title>Lectern</title>')
    }
  })

  it('is never the answer to a file name, another method, or a program', async () => {
    expect((await get('/assets/gone-4d5e6f.js', HTML)).status).toBe(404)
    expect((await get('/signin')).status).toBe(404)
    expect((await server.request('/signin', { method: 'POST', headers: HTML })).status).toBe(404)
    expect((await get('/me', HTML)).status).toBe(401)
  })

  it('S29 is not sent again for a weak or a listed tag', async () => {
    const etag = (await get('/theme.js')).headers.get('etag') ?? ''
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, `"other",W/${etag}`, '*'])
      expect((await get('/theme.js', { 'if-none-match': known })).status).toBe(304)
    for (const other of ['"other"', '', etag.slice(0, -2), `"${etag}"`])
      expect((await get('/theme.js', { 'if-none-match': other })).status).toBe(200)
  })

  it('is cached for ever if its name has a hash, else revalidated', async () => {
    const asset = await get('/assets/app-1a2b3c.js')
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const theme = await get('/theme.js')
    expect(theme.headers.get('cache-control')).toBe('no-cache')
    const worker = await get('/service-worker.js')
    expect(worker.headers.get('cache-control')).toBe('no-cache')
    expect(worker.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    const again = await get('/theme.js', { 'if-none-match': theme.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('is compressed for clients that accept it, if worthwhile, and has another tag then', async () => {
    const program = async (encoding: string) => {
      const headers: Record<string, string> = encoding === '' ? {} : { 'accept-encoding': encoding }
      const response = await get('/assets/large-9z8y7x.js', headers)
      return { response, bytes: Buffer.from(await response.arrayBuffer()) }
    }
    const [plain, br, zipped] = await Promise.all([
      program(''),
      program('gzip, deflate, br'),
      program('gzip;q=0.8, br;q=0'),
    ])
    expect(plain.bytes.toString()).toBe(LARGE)
    expect(plain.response.headers.get('content-encoding')).toBeNull()
    expect(brotliDecompressSync(br.bytes).toString()).toBe(LARGE)
    expect(br.response.headers.get('content-encoding')).toBe('br')
    expect(gunzipSync(zipped.bytes).toString()).toBe(LARGE)
    expect(zipped.response.headers.get('content-encoding')).toBe('gzip')
    const tags = [plain, br, zipped].map(({ response }) => response.headers.get('etag') ?? '')
    expect(new Set(tags).size).toBe(3)
    for (const { response } of [plain, br])
      expect(response.headers.get('vary')).toBe('accept-encoding, origin')
    const again = await get('/assets/large-9z8y7x.js', {
      'accept-encoding': 'br',
      'if-none-match': tags[1] ?? '',
    })
    expect(again.status).toBe(304)
    const small = await get('/theme.js', { 'accept-encoding': 'br' })
    expect(small.headers.get('content-encoding')).toBeNull()
    expect(await small.text()).toBe('theme()')
  })

  it('has no path to the outside', async () => {
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/%00',
      '/assets/%2e%2e/%2e%2e/secret.txt',
    ])
      expect(await (await get(path)).text()).not.toContain('not of the app')
  })

  it('has a policy without foreign sources', async () => {
    const { headers } = await get('/', { ...HTML, host: 'chat.example:8002' })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self' ws://chat.example:8002 wss://chat.example:8002",
      "media-src 'self' blob:",
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types lectern-worker 'allow-duplicates'",
    ])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  it('lets no host write into the policy', async () => {
    const { headers } = await get('/', { ...HTML, host: "x; script-src 'unsafe-inline'" })
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
  })
})
