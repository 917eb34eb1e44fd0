// What docs/operations.md tells to copy, run as it stands there: only names, ports and folders are those of the test.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { needProgram } from '../scripts/programs.ts'
import { LecternServer } from './server.ts'

const ROOT = join(import.meta.dirname, '..')
const NAME = 'lectern.school.example'
const DOCS = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')

/** The block of the page that begins with, or has, this text. */
const blockWith = (text: string): string => {
  const block = [...DOCS.matchAll(/```\w*\n([^]*?)```/g)].map(([, code = '']) => code)
  const found = block.find((code) => code.includes(text))
  if (found === undefined) throw new Error(`docs/operations.md has no block with ${text}`)
  return found
}

let folder: string
const children: ChildProcess[] = []
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'lectern-operating-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (command: string, args: string[], env: Record<string, string> = {}): ChildProcess => {
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  return child
}
const end = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode !== null) return child.exitCode
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  return ((await gone) as [number | null])[0]
}
const listens = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host)
    const settle = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
  })
const untilListens = (port: number) =>
  expect.poll(() => listens(port), { timeout: 60_000, interval: 50 }).toBe(true)

interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
}

/** Asks the proxy by the name that the page gives, whatever the name leads to outside. */
const ask = (
  port: number,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        servername: NAME,
        rejectUnauthorized: false,
        headers: { host: `${NAME}:${port}`, ...headers },
      },
      (response) => {
        response.resume()
        resolve({ status: response.statusCode ?? 0, headers: response.headers })
      },
    )
    asked.once('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    asked.once('error', reject)
    asked.end(body)
  })

const speaksHttp2 = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const session = connectHttp2(`https://127.0.0.1:${port}`, { servername: NAME, rejectUnauthorized: false })
    session.once('connect', () => {
      session.close()
      resolve(true)
    })
    session.once('error', () => resolve(false))
  })

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
}

/** What has to hold behind every proxy. */
const judge = async (port: number): Promise<void> => {
  const origin = `https://${NAME}:${port}`
  const page = await ask(port, '/', { accept: 'text/html' })
  expect(page.status).toBe(200)
  expect(page.headers['strict-transport-security']).toContain('max-age=')
  expect(page.headers['content-security-policy']).toContain(`wss://${NAME}:${port}`)
  const login = JSON.stringify({ email: 'ada@example.edu', password: 'not the password' })
  const signIn = (from: string, more: Record<string, string> = {}) =>
    ask(port, '/auth/login', { origin: from, 'content-type': 'application/json', ...more }, login)
  expect((await signIn(origin)).status).toBe(401)
  expect((await signIn('https://evil.example')).status).toBe(403)
  expect((await signIn('https://evil.example', { 'x-forwarded-host': 'evil.example' })).status).toBe(403)
  expect((await ask(port, '/conversations/ws/user/none', { ...UPGRADE, origin })).status).toBe(101)
  expect(await speaksHttp2(port)).toBe(true)
}

describe('nginx as documented', () => {
  it('S29 O6 passes pages, sign-in, sockets and HTTP/2 on any port, and leads plain HTTP to TLS', async () => {
    const server = await LecternServer.start({ LECTERN_TRUST_PROXY: '1', LECTERN_NAMES: NAME })
    const [plain, secure] = [await freePort(), await freePort()]
    const [certificate, key] = ['lectern.pem', 'lectern.key'].map((name) => join(folder, name))
    const subject = ['-subj', `/CN=${NAME}`, '-addext', `subjectAltName=DNS:${NAME}`]
    const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject]
    execFileSync(needProgram('openssl'), [...request, '-keyout', key!, '-out', certificate!], {
      stdio: 'ignore',
    })
    const site = blockWith('proxy_set_header')
      .replace('listen 80;', `listen 127.0.0.1:${plain};`)
      .replace('listen 443 ', `listen 127.0.0.1:${secure} `)
      .replace('http://127.0.0.1:8002', server.url)
      .replace('/etc/ssl/lectern.pem', certificate!)
      .replace('/etc/ssl/lectern.key', key!)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join(' ')
    const config = join(folder, 'nginx.conf')
    const main = `daemon off; pid ${folder}/nginx.pid; error_log stderr;`
    const user = process.getuid?.() === 0 ? 'user root;' : ''
    writeFileSync(config, `${user} ${main}\nevents {}\nhttp { access_log off; ${temporary}\n${site}}\n`)
    const nginx = run(needProgram('nginx'), ['-c', config, '-p', folder])
    await untilListens(secure)
    await judge(secure)
    const led = await fetch(`http://127.0.0.1:${plain}/c/1?x=2`, {
      redirect: 'manual',
      headers: { host: NAME },
    })
    expect([led.status, led.headers.get('location')]).toEqual([308, `https://${NAME}/c/1?x=2`])
    await end(nginx)
    await server.close()
  })
})

describe('Caddy as documented', () => {
  it('O6 passes pages, sign-in, sockets and HTTP/2 on any port', async () => {
    const server = await LecternServer.start({ LECTERN_TRUST_PROXY: '1', LECTERN_NAMES: NAME })
    const port = await freePort()
    const site = blockWith('reverse_proxy')
      .replace(NAME, `${NAME}:${port}`)
      .replace('127.0.0.1:8002', `127.0.0.1:${server.port}`)
      .replace('{\n', '{\n    tls internal\n')
    const config = join(folder, 'Caddyfile')
    writeFileSync(config, `{\n admin off\n auto_https disable_redirects\n skip_install_trust\n}\n${site}`)
    const home = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
    const caddy = run(needProgram('caddy'), ['run', '--config', config, '--adapter', 'caddyfile'], home)
    await untilListens(port)
    await expect
      .poll(
        () =>
          ask(port, '/healthz').then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 30_000 },
      )
      .toBe(200)
    await judge(port)
    await end(caddy)
    await server.close()
  })
})

describe('the documented unit', () => {
  const unit = readFileSync(join(ROOT, 'deploy/lectern.service'), 'utf8')
  const settings = blockWith('LECTERN_NAMES=')
  const valueOf = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? ''

  it('O6 serves with its settings on this machine only, without a demo class, and stops on SIGTERM', async () => {
    const port = await freePort()
    const data = join(folder, 'data')
    mkdirSync(data, { mode: 0o700 })
    const file = join(folder, 'lectern.env')
    writeFileSync(file, `${settings.replace('/var/lib/lectern', data)}PORT=${port}\n`)
    expect(valueOf('EnvironmentFile')).toBe(`${valueOf('WorkingDirectory')}/lectern.env`)
    expect(`/var/lib/${valueOf('StateDirectory')}`).toBe(parseEnv(settings)['LECTERN_DATA_DIR'])
    const [command = '', ...args] = valueOf('ExecStart').replaceAll('/srv/lectern', ROOT).split(' ')
    const server = run(command, args, { LECTERN_ENV_FILE: file })
    let errors = ''
    server.stderr?.on('data', (chunk) => (errors += String(chunk)))
    await untilListens(port)
    const elsewhere = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)
    if (elsewhere) expect(await listens(port, elsewhere.address)).toBe(false)
    const people = spawnSync(command, [...args.slice(0, -1), 'user', 'list'], {
      env: { PATH: process.env['PATH'], LECTERN_ENV_FILE: file },
      encoding: 'utf8',
    })
    expect(people).toMatchObject({ status: 0, stdout: '' })
    expect(await end(server)).toBe(0)
    expect(errors).not.toContain('demo class')
  })

  it('O6 is one that systemd understands', () => {
    const file = join(folder, 'lectern.service')
    writeFileSync(file, unit.replaceAll('/srv/lectern', ROOT))
    const { stderr } = spawnSync(needProgram('systemd-analyze'), ['verify', file], { encoding: 'utf8' })
    expect(stderr.split('\n').filter((line) => line.includes('lectern.service'))).toEqual([])
  })
})
