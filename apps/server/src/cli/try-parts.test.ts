import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { openContext } from '../open-context.ts'
import { systemClock } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { createTestServer } from '../testing/create-test-server.ts'
import { createDemoClass, demoPasswords } from './demo-class.ts'
import { examine } from './doctor.ts'
import { examineUrl } from './examine-url.ts'

const servers: Server[] = []
const serve = async (
  answer: (path: string, key: string | undefined) => [number, string],
): Promise<string> => {
  const server = createServer(({ url = '', headers }, response) => {
    const [status, body] = answer(url, headers.authorization)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('doctor tries', { timeout: 60_000 }, () => {
  let folder: string
  let data_dir: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-doctor-'))
    data_dir = join(folder, 'data')
    await using parts = new AsyncDisposableStack()
    const options = { data_dir, clock: systemClock, log: createLog('silent') }
    const ctx = await openContext({ ...options, password_cost: { memory_kib: 8, passes: 1 } }, parts)
    await createDemoClass(ctx, data_dir, demoPasswords())
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const findings = async (env: Record<string, string> = {}) =>
    examine(readConfig({ LECTERN_DATA_DIR: data_dir, PORT: '0', LECTERN_WEB_DIR: folder, ...env }))
  const wrong = async (env: Record<string, string> = {}) =>
    (await findings(env)).filter(({ level, mend }) => level !== 'ok' && mend !== 'npm run build')

  it('O5 to sign, and to write a row and a file', async () => {
    mkdirSync(join(data_dir, 'blobs'), { mode: 0o700 })
    expect((await findings()).map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'the keys sign',
        'the database can be written',
        `files can be written in ${join(data_dir, 'blobs')}`,
      ]),
    )
    expect(await wrong()).toEqual([])
  })

  it('O5 and finds an empty secret, and a folder of files that cannot be written', async () => {
    writeFileSync(join(data_dir, 'keys/secret'), '')
    writeFileSync(join(data_dir, 'blobs'), 'a file where a folder should be')
    expect((await wrong()).map(({ level, text }) => [level, text])).toEqual([
      ['fail', expect.stringContaining('secret is not a whole secret')],
      ['fail', expect.stringContaining('not so: files can be written')],
    ])
  })

  it('O5 and tells a host that does not resolve from a port in use', async () => {
    const port = new URL(await serve(() => [200, ''])).port
    expect(await wrong({ HOST: '127.0.0.1', PORT: port })).toMatchObject([
      { level: 'fail', text: `Port ${port} is in use; set PORT to another, or stop what uses it.` },
    ])
    const [unresolved] = await wrong({ HOST: 'nowhere.invalid' })
    expect(unresolved?.text).toMatch(/^Cannot listen on nowhere\.invalid, port 0: .*(ENOTFOUND|EAI_AGAIN)/)
  })

  it('O5 and asks the assistant', async () => {
    const url = await serve((path, key) => {
      if (path !== '/v1/models') return [404, '{}']
      return key === 'Bearer right' ? [200, '{"data":[{"id":"small"}]}'] : [401, '{}']
    })
    const env = { LECTERN_ASSISTANT: 'openai-compatible', LECTERN_ASSISTANT_URL: `${url}/v1` }
    const told = async (more: Record<string, string>) =>
      (await wrong({ ...env, ...more })).map(({ text }) => text)
    const small = { LECTERN_ASSISTANT_MODEL: 'small' }
    expect(await told({ ...small, LECTERN_ASSISTANT_KEY: 'right' })).toEqual([])
    expect(await told({ ...small, LECTERN_ASSISTANT_KEY: 'wrong' })).toEqual([
      `the assistant's key is refused by ${url}/v1`,
    ])
    expect(await told({ LECTERN_ASSISTANT_MODEL: 'large', LECTERN_ASSISTANT_KEY: 'right' })).toEqual([
      `the assistant's ${url}/v1 does not list the model large`,
    ])
    const [dead] = await told({ ...small, LECTERN_ASSISTANT_URL: 'http://127.0.0.1:9/v1' })
    expect(dead).toContain('cannot be reached')
  })

  it('O5 and names a subject that push services refuse', async () => {
    const subject = async (value: string) =>
      (await wrong({ LECTERN_PUSH_SUBJECT: value })).map(({ text }) => text)
    expect(await subject('mailto:it@lectern-school.org')).toEqual([])
    expect(await subject('mailto:root@localhost')).toEqual([
      'push services refuse the subject mailto:root@localhost: nobody outside can reach localhost',
    ])
    expect(await subject('https://10.0.0.7')).toHaveLength(1)
    await expect(findings({ LECTERN_PUSH_SUBJECT: 'it@school.example' })).rejects.toThrow(
      'LECTERN_PUSH_SUBJECT must be an address of the operator such as mailto:it@school.example',
    )
  })

  it('O5 and warns of demo people in production, and of a proxy that anybody can be', async () => {
    expect((await wrong({ NODE_ENV: 'production' })).map(({ text }) => text)).toEqual([
      'the people of the demo class are in this production database',
    ])
    expect((await wrong({ HOST: '0.0.0.0', LECTERN_TRUST_PROXY: '1' })).map(({ text }) => text)).toEqual([
      'whoever reaches 0.0.0.0 past the proxy can forge the headers that are trusted',
    ])
  })
})

describe('doctor --url', { timeout: 60_000 }, () => {
  it('O5 sees page, origins and sockets from outside', async () => {
    const web_dir = mkdtempSync(join(tmpdir(), 'lectern-web-'))
    writeFileSync(join(web_dir, 'index.html'), '<!doctype html>')
    const server = await createTestServer({ env: { LECTERN_WEB_DIR: web_dir } })
    const { url } = await server.listen()
    const found = await examineUrl(url)
    expect(found.filter(({ level }) => level !== 'ok').map(({ text }) => text)).toEqual([
      `${url} is without TLS: passwords can be read on the way`,
    ])
    expect(found.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'pages of this address may sign in',
        'pages of other sites may not',
        'sockets open',
      ]),
    )
    await server.close()
    rmSync(web_dir, { recursive: true })
  })

  it('O5 finds what a proxy does not pass', async () => {
    const url = await serve((path) =>
      path === '/auth/refresh' ? [403, '{}'] : [200, '{"status":"ok","version":"0.0.9"}'],
    )
    expect((await examineUrl(url)).filter(({ level }) => level === 'fail').map(({ text }) => text)).toEqual([
      'the page names another host for its sockets: the proxy does not pass the Host header',
      'pages of this address are taken for foreign: nobody can sign in',
      'sockets do not open: the proxy does not pass upgrades',
    ])
  })

  it('O5 says what answers there, if it is no Lectern', async () => {
    const [other] = await examineUrl(await serve(() => [200, '{}']))
    expect(other).toMatchObject({ level: 'fail', text: expect.stringContaining('it is no Lectern') })
    const [nobody] = await examineUrl('http://127.0.0.1:9')
    expect(nobody).toMatchObject({
      level: 'fail',
      text: expect.stringContaining('does not answer as Lectern'),
    })
  })
})
