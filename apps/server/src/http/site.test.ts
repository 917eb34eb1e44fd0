import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../testing/create-test-server.ts'

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
  server = await createTestServer({ env: { LECTERN_WEB_DIR: join(folder, 'dist') } })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const HTML = { accept: 'text/html,application/xhtml+xml' }
const get = (path: string, headers: Record<string, string> = {}) => server.request(path, { headers })

describe('the web app', () => {
  it('is served at the root and wherever one may have navigated to', async () => {
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

  it('never stands in for what is asked for by name, by method, or by a program', async () => {
    expect((await get('/assets/gone-4d5e6f.js', HTML)).status).toBe(404)
    expect((await get('/signin')).status).toBe(404)
    expect((await server.request('/signin', { method: 'POST', headers: HTML })).status).toBe(404)
    expect((await get('/me', HTML)).status).toBe(401)
  })

  it('is kept for ever where the name changes with the content, else asked for again', async () => {
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

  it('cannot be left', async () => {
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

  it('runs under a policy that lets in nothing foreign', async () => {
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
