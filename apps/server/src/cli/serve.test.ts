import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConversationList as List, Me, MessagePage, SyncAnswer, Ticket } from '@lectern/protocol'
import { openContext } from '../open-context.ts'
import { systemClock, timestamp } from '../platform/clock.ts'
import { createLog } from '../platform/log.ts'
import { freePort } from '../testing/free-port.ts'
import { LecternChild, runLectern, serveLectern } from '../testing/lectern-child.ts'
import { lockHolder } from './lock.ts'

const PASSWORD = 'a password for the demo class'

describe('lectern serve', () => {
  let folder: string
  let env: Record<string, string>
  const children: LecternChild[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-serve-'))
    env = { LECTERN_DATA_DIR: join(folder, 'data'), LECTERN_DEMO_PASSWORD: PASSWORD }
  })
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()))
    rmSync(folder, { recursive: true })
  })

  const serve = async (more: Record<string, string> = {}) => {
    const served = await serveLectern({ ...env, ...more })
    children.push(served.child)
    return served
  }
  const cli = (...args: string[]) => runLectern(args, env)
  const signIn = async (url: string, email: string) => {
    const response = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD, refresh_in: 'body' }),
    })
    expect(response.status).toBe(200)
    return (await response.json()) as { access_token: string }
  }
  const ask = (url: string, path: string, token: string, body?: object) =>
    fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
  const read = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T
  const firstConversation = async (url: string, token: string): Promise<string> => {
    const { conversations } = await read<List>(ask(url, '/conversations?filter=direct', token))
    return conversations[0]!.id
  }

  it('makes the demo class, locks its folder, and ends cleanly on SIGTERM', async () => {
    const { child, url } = await serve()
    const { access_token } = await signIn(url, 'ada@example.edu')
    const { conversations } = await read<List>(ask(url, '/conversations', access_token))
    expect(conversations.map(({ kind }) => kind).sort()).toEqual(['course', 'direct'])
    const { data = '' } = { data: env['LECTERN_DATA_DIR'] }
    expect(statSync(data).mode & 0o777).toBe(0o700)
    expect(statSync(join(data, 'demo-password')).mode & 0o777).toBe(0o600)
    child.signal('SIGTERM')
    const { code, stdout, stderr } = await child.ended
    expect(code).toBe(0)
    expect(stderr).toContain('ada@example.edu')
    expect(stdout + stderr).not.toContain(PASSWORD)
    expect(lockHolder(data)).toBeUndefined()
  })

  it('S30 O12 keeps the demo class on this machine unless told otherwise, and its log to lines of JSON', async () => {
    const port = await freePort()
    const child = new LecternChild(['serve', '--port', String(port)], env)
    children.push(child)
    await expect.poll(() => child.stderr, { timeout: 30_000 }).toContain('Only this machine reaches it.')
    expect((await fetch(`http://localhost:${port}/readyz`)).status).toBe(200)
    const addresses = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
    for (const { address } of addresses.filter(({ family, internal }) => family === 'IPv4' && !internal))
      await expect(fetch(`http://${address}:${port}/readyz`)).rejects.toThrow('fetch failed')
    child.signal('SIGHUP')
    const { code, stdout } = await child.ended
    expect(code).toBe(0)
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg)
    expect(events).toEqual(expect.arrayContaining(['migrating', 'started', 'stopping']))
  })

  it('makes no demo class in production, unless it is set to', async () => {
    const { child, url } = await serve({ NODE_ENV: 'production' })
    const body = JSON.stringify({ email: 'ada@example.edu', password: PASSWORD })
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(`${url}/auth/login`, { method: 'POST', headers, body })).status).toBe(401)
    await child.kill()
    const asked = await serve({ NODE_ENV: 'production', LECTERN_DEMO: '1' })
    await signIn(asked.url, 'ada@example.edu')
    expect(await cli('demo')).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') })
  })

  it('MS3 keeps acknowledged messages when it is killed, and starts again beside its old lock', async () => {
    const first = await serve()
    const { access_token } = await signIn(first.url, 'ben@example.edu')
    const id = await firstConversation(first.url, access_token)
    const sent = await ask(first.url, `/conversations/${id}/messages`, access_token, {
      content: 'Before the crash',
    })
    expect(sent.status).toBe(201)
    await first.child.kill()
    const second = await serve()
    const page = await read<MessagePage>(ask(second.url, `/conversations/${id}/messages`, access_token))
    expect(page.messages.at(-1)).toMatchObject({ content: 'Before the crash' })
    expect(second.child.stderr).toContain('demo-password')
  })

  it('takes over the jobs of a server before it: its lock shows that it is alone', async () => {
    await using parts = new AsyncDisposableStack()
    const data_dir = env['LECTERN_DATA_DIR'] ?? ''
    const { db } = await openContext({ data_dir, clock: systemClock, log: createLog('silent') }, parts)
    const lease_until = '2999-01-01T00:00:00.000Z'
    const left = { kind: 'print', key: 'a', claim: 'one', owner: 'the one before', lease_until, attempt: 1 }
    const times = { run_at: '2026-11-23T08:00:00.000Z', created_at: '2026-11-23T08:00:00.000Z' }
    const job = { ...left, ...times, effect: 'e', payload: '{}' }
    await db.write(({ query }) => query.insertInto('jobs').values(job).execute())
    await serve({ LECTERN_DEMO: '0' })
    const row = await db.read.selectFrom('jobs').selectAll().where('kind', '=', 'print').executeTakeFirst()
    expect(row).toMatchObject({ attempt: 1, owner: 'the one before' })
    expect(row!.lease_until! <= timestamp(systemClock.now())).toBe(true)
  })

  it('is alone on its folder and on its port, and says so in one line', async () => {
    const { port } = await serve()
    const sameFolder = await cli('serve', '--port', '0')
    expect(sameFolder).toMatchObject({ code: 1, stdout: '' })
    expect(sameFolder.stderr).toMatch(/^Another Lectern \(process \d+ on \S+\) uses .*; stop it first\.\n$/)
    const other = { ...env, LECTERN_DATA_DIR: join(folder, 'other'), HOST: '127.0.0.1' }
    const samePort = await runLectern(['serve', '--port', String(port)], other)
    expect(samePort.code).toBe(1)
    expect(samePort.stderr).toBe(`Port ${port} is in use; set PORT to another, or stop what uses it.\n`)
    expect(lockHolder(join(folder, 'other'))).toBeUndefined()
  })

  it('AU3 learns within a second what a command beside it changed', async () => {
    const { url } = await serve()
    const { access_token } = await signIn(url, 'chloe@example.edu')
    const { stdout: token } = await cli('token', 'ben@example.edu')
    expect(await (await ask(url, '/me', token.trim())).json()).toMatchObject({ email: 'ben@example.edu' })
    expect((await ask(url, '/me', access_token)).status).toBe(200)
    expect(await cli('user', 'disable', 'chloe@example.edu')).toMatchObject({ code: 0 })
    await expect.poll(async () => (await ask(url, '/me', access_token)).status).toBe(401)
    expect(await cli('user', 'password', 'ben@example.edu')).toMatchObject({ code: 0 })
    await expect.poll(async () => (await ask(url, '/me', token.trim())).status).toBe(401)
  })

  it('answers open requests before it stops', async () => {
    const { child, url } = await serve()
    const { access_token } = await signIn(url, 'ada@example.edu')
    const { epoch, heads } = await read<SyncAnswer>(ask(url, '/sync', access_token, { heads: {} }))
    const waiting = ask(url, '/sync', access_token, { epoch, heads, wait_ms: 25_000 })
    await expect.poll(() => child.stdout.includes('started')).toBe(true)
    await ask(url, '/me', access_token)
    child.signal('SIGTERM')
    expect(await (await waiting).json()).toMatchObject({ epoch })
    expect((await child.ended).code).toBe(0)
  })

  it('stops at once at the second signal', async () => {
    const { child, port } = await serve()
    const stuck = connect(port, '127.0.0.1')
    stuck.on('error', () => {})
    stuck.write(
      'POST /auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\nexpect: 100-continue\r\n\r\n{',
    )
    // The data shows that the request has begun: an earlier signal would find no request to wait for.
    await once(stuck, 'data')
    child.signal('SIGTERM')
    await expect
      .poll(() =>
        fetch(`http://127.0.0.1:${port}/readyz`).then(
          () => true,
          () => false,
        ),
      )
      .toBe(false)
    child.signal('SIGTERM')
    expect((await child.ended).code).toBe(1)
    stuck.destroy()
  })

  it('AU4 writes no token and no password to its log', async () => {
    const { child, url } = await serve({ LECTERN_LOG_LEVEL: 'debug' })
    const { access_token } = await signIn(url, 'ada@example.edu')
    const { ticket } = await read<Ticket>(ask(url, '/auth/ticket', access_token, {}))
    const me = await read<Me>(ask(url, '/me', access_token))
    await new Promise<void>((resolve) => {
      const socket = new WebSocket(
        `${url.replace('http', 'ws')}/conversations/ws/user/${me.id}?token=${ticket}`,
      )
      socket.addEventListener('open', () => socket.close())
      socket.addEventListener('close', () => resolve())
    })
    await fetch(`${url}/me?token=${access_token}`)
    await fetch(`${url}/auth/login`, {
      method: 'POST',
      body: JSON.stringify({ email: 'ada@example.edu', password: `${PASSWORD}!` }),
    })
    await ask(url, '/auth/logout', access_token, {})
    child.signal('SIGTERM')
    const { stdout, stderr } = await child.ended
    const logged = stdout + stderr
    expect(logged).toContain('"path":"/auth/login"')
    const secret = readFileSync(join(env['LECTERN_DATA_DIR'] ?? '', 'keys/secret'), 'utf8')
    for (const canary of [access_token, access_token.split('.')[2] ?? '', ticket, PASSWORD, secret])
      expect(logged.includes(canary)).toBe(false)
    expect(logged).not.toContain('token=')
  })
})
