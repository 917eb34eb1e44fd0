// deploy/nginx.conf in front of three servers: only names, ports and folders are those of the test.
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { PostgresServer, sql } from '../apps/server/src/testing/postgres-server.ts'
import { RedisProcess } from '../apps/server/src/testing/redis-process.ts'
import { holdsWithin } from '../reliability/until.ts'
import { needProgram } from '../scripts/programs.ts'
import { LecternServer, PASSWORD } from './server.ts'

const DEPLOYED = readFileSync(join(import.meta.dirname, '../deploy/nginx.conf'), 'utf8')
const PROGRAM = join(import.meta.dirname, 'node-program.js')
const START_LIMIT_MS = 60_000
const BEN = 'ben@example.edu'
/** A Node without sockets. */
const WITHOUT_SOCKETS = ['--import', 'data:text/javascript,delete%20globalThis.WebSocket']

let folder: string
let postgres: PostgresServer
let redis: RedisProcess
let nodes: LecternServer[]
let nginx: ChildProcess
let url: string
let plain: number
let conversation_id: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-three-'))
  postgres = await PostgresServer.start(needProgram('initdb'))
  redis = await RedisProcess.start(needProgram('redis-server'))
  await sql(postgres.url('postgres'), 'CREATE DATABASE lectern TEMPLATE template0')
  const env = {
    LECTERN_DATABASE_URL: postgres.url('lectern'),
    LECTERN_REDIS_URL: redis.url,
    LECTERN_TRUST_PROXY: '1',
    LECTERN_NAMES: '127.0.0.1',
  }
  const first = await LecternServer.start(env)
  const later = { ...env, LECTERN_DATA_DIR: first.dataDir }
  nodes = [first, await LecternServer.start(later), await LecternServer.start(later)]
  await startNginx()
  conversation_id = await courseOf(await tokenOf(nodes[0]!.url), nodes[0]!.url)
})
afterAll(async () => {
  const gone = once(nginx, 'exit')
  nginx.kill('SIGTERM')
  await gone
  for (const node of nodes.toReversed()) await node.close()
  await redis.stop()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})

const startNginx = async (): Promise<void> => {
  const secure = await freePort()
  plain = await freePort()
  url = `https://127.0.0.1:${secure}`
  const [certificate = '', key = ''] = ['lectern.pem', 'lectern.key'].map((name) => join(folder, name))
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const asked = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject]
  execFileSync(needProgram('openssl'), [...asked, '-keyout', key, '-out', certificate], { stdio: 'ignore' })
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ')
  let site = DEPLOYED.replace('pid /run/nginx.pid;', `daemon off; pid ${folder}/nginx.pid;`)
    .replace(
      'worker_processes auto;',
      process.getuid?.() === 0 ? 'user root; worker_processes 1;' : 'worker_processes 1;',
    )
    .replace('worker_connections 16384;', 'worker_connections 512;')
    .replace('/dev/stdout', join(folder, 'access.log'))
    .replace('http {', `http { ${temporary}`)
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ', `listen 127.0.0.1:${secure} `)
    .replace('/run/secrets/lectern.pem', certificate)
    .replace('/run/secrets/lectern.key', key)
  for (const [index, { port }] of nodes.entries())
    site = site.replaceAll(`node${index + 1}:8002`, `127.0.0.1:${port}`)
  writeFileSync(join(folder, 'nginx.conf'), site)
  nginx = spawn(needProgram('nginx'), ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  const leads = () =>
    fetch(`http://127.0.0.1:${plain}/`, { redirect: 'manual' }).then(
      ({ status }) => status === 308,
      () => false,
    )
  if (!(await holdsWithin(START_LIMIT_MS, leads))) throw new Error('nginx did not start')
}

const tokenOf = async (at: string): Promise<string> => {
  const answer = await fetch(`${at}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: BEN, password: PASSWORD, refresh_in: 'body' }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

const courseOf = async (token: string, at: string): Promise<string> => {
  const answer = await fetch(`${at}/conversations?filter=course`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { conversations } = (await answer.json()) as { conversations: { id: string }[] }
  return conversations[0]?.id ?? ''
}

/** Signs in by the proxy, sends a message with a file, and fetches both again. */
const runProgram = async (flags: readonly string[] = []): Promise<unknown> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, PROGRAM, url, BEN, PASSWORD, conversation_id],
    { timeout: 100_000, env: { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'lectern.pem') } },
  )
  return JSON.parse(stdout)
}
const DONE = { status: 'stored', after: 'stored', same: true }

it('leads a socket, its messages and its files to any server', async () => {
  expect(await runProgram()).toEqual({ ...DONE, transport: 'websocket' })
})

it('passes events as they come, where there are no sockets', async () => {
  expect(await runProgram(WITHOUT_SOCKETS)).toEqual({ ...DONE, transport: 'sse' })
})

it('leads everything to the others while one is away', async () => {
  for (const node of nodes) {
    await node.kill()
    expect(await runProgram()).toEqual({ ...DONE, transport: 'websocket' })
    await node.start()
  }
})

it('writes down neither tokens nor signatures', async () => {
  const lines = readFileSync(join(folder, 'access.log'), 'utf8')
  expect(lines).toContain('POST /auth/login')
  expect(lines).not.toContain('?')
})
