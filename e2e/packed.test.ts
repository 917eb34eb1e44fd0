// A start without a checkout: the server is packed, installed into an empty folder, and serves from there.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { packServer } from '../scripts/pack-server.ts'

const PASSWORD = 'a password for the demo class'
const MB = 1024 ** 2

let folder: string
let tarball: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-packed-'))
  tarball = packServer(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const npm = (command: string, cwd: string) =>
  execFileSync('npm', [...command.split(' '), '--prefer-offline', '--no-audit', '--no-fund'], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  })

it('O1 serves the app, signs in, keeps its data where it was started, and reads its settings there', async () => {
  // Another try begins with an empty one.
  const place = mkdtempSync(join(folder, 'school-'))
  const env = { PATH: process.env['PATH'], HOME: folder }
  const port = await freePort()
  npm(`install --ignore-scripts --omit=dev ${tarball}`, place)
  writeFileSync(
    join(place, 'lectern.env'),
    `PORT=${port}\nHOST=127.0.0.1\nLECTERN_DEMO=1\nLECTERN_DEMO_PASSWORD=${PASSWORD}\n`,
  )
  const lectern = join(place, 'node_modules/.bin/lectern')
  const server = spawn(lectern, ['serve'], {
    cwd: place,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (said += String(text)))
  const gone = once(server, 'exit')
  try {
    const url = `http://127.0.0.1:${port}`
    const isReady = () =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => server.exitCode !== null,
      )
    await expect.poll(isReady, { timeout: 120_000 }).toBe(true)
    expect([server.exitCode, said]).toEqual([null, expect.any(String)])
    const page = await (await fetch(url)).text()
    expect(page).toContain('<title>')
    const script = /src="([^"]+\.js)"/.exec(page)?.[1] ?? ''
    expect((await fetch(new URL(script, url))).headers.get('content-type')).toContain('javascript')
    expect((await fetch(`${url}/docs`)).status).toBe(200)
    const body = JSON.stringify({ email: 'ada@example.edu', password: PASSWORD })
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(`${url}/auth/login`, { method: 'POST', headers, body })).status).toBe(200)
    expect(existsSync(join(place, 'data/lectern.db'))).toBe(true)
  } finally {
    server.kill('SIGTERM')
    await gone
  }
  const doctor = execFileSync(lectern, ['doctor'], { cwd: place, env, encoding: 'utf8' })
  expect(doctor).toMatch(/ok +web app in .*web/)
  expect(doctor).not.toContain('FAIL')
})

it('has no map, no declaration and no test in it, and is small', () => {
  const content = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).split('\n')
  expect(content.filter((path) => /\.(?:map|d\.ts|tsbuildinfo)$|\.test\./.test(path))).toEqual([])
  expect(content).toContain('package/web/index.html')
  expect(content.some((path) => path.startsWith('package/node_modules/@lectern/protocol/dist/'))).toBe(true)
  expect(statSync(tarball).size).toBeLessThan(12 * MB)
  expect(readdirSync(folder)).toContain(tarball.split('/').at(-1))
})
