// The specification's own code in two browsers: as a developer runs it, and as it is built. Whoever of the manager and the
// chat comes first, there is one socket, and each message is on the bus and on the screen once.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Page } from 'playwright-core'
import { build, createServer, type InlineConfig, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { openWindow } from './browser.ts'
import { holdToSilence } from './scene.ts'
import { PASSWORD } from './server.ts'
import { ADA, BEN, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'
import { serve } from './static.ts'

const root = join(import.meta.dirname, '..')
const PAGES = 'e2e/specification'
const EXAMPLE = 'examples/specification/src'
let stage: Stage
let ada: Page
let ports: { dev: number; built: number }
/** A copy in which a test may edit, below the packages that it imports. */
let folder: string

beforeAll(async () => {
  // The server of a developer does not watch below node_modules.
  const results = join(root, 'test-results')
  mkdirSync(results, { recursive: true })
  folder = mkdtempSync(join(results, 'specification-'))
  for (const part of [PAGES, EXAMPLE]) cpSync(join(root, part), join(folder, part), { recursive: true })
  ports = { dev: await freePort(), built: await freePort() }
  const origins = Object.values(ports).map((port) => `http://127.0.0.1:${port}`)
  stage = await Stage.open({ LECTERN_ORIGINS: origins.join() })
  // Before sign-in there is nothing to refresh, and the browser reports the refusal.
  stage.complaints.expect(/auth\/refresh/)
  process.env['VITE_API_URL'] = stage.server.url
  ada = await stage.signedIn(ADA)
  await openConversation(ada, 'Ben')
})
holdToSilence(() => stage)
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const config = (more: InlineConfig): InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  cacheDir: join(folder, 'cache'),
  ...more,
})

const sockets = new WeakMap<Page, { open: number; most: number }>()
const visit = async (port: number, path: string): Promise<Page> => {
  const url = `http://127.0.0.1:${port}`
  const page = await openWindow(stage.browser, stage.complaints, { name: 'guest', url })
  const count = { open: 0, most: 0 }
  sockets.set(page, count)
  // The sockets of the former document are gone without a word.
  page.on('framenavigated', () => Object.assign(count, { open: 0, most: 0 }))
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/conversations/ws/')) return
    count.most = Math.max(count.most, ++count.open)
    socket.on('close', () => count.open--)
  })
  const data = { email: BEN, password: PASSWORD, refresh_in: 'cookie' }
  const answer = await page.context().request.post(`${stage.server.url}/auth/login`, { data })
  const { user } = (await answer.json()) as { user: { id: string } }
  await page.goto(`/${PAGES}/${path}?user=${user.id}`)
  return page
}

interface Heard {
  content?: string
  change?: string
}
const heard = (page: Page): Promise<Heard[]> =>
  page.evaluate(() => (window as never as { heard: Heard[] }).heard)

let texts = 0
/** A message comes, and one goes: each is once on the bus and once on each screen. */
const talk = async (page: Page, screens = 1): Promise<void> => {
  const [theirs, own] = [`To Ben ${++texts}`, `From Ben ${texts}`]
  await write(ada, theirs)
  await expect.poll(() => rows(page, theirs).count(), PATIENCE).toBe(screens)
  const field = page.getByRole('textbox', { name: 'Message Ada' }).first()
  await field.fill(own)
  await field.press('Enter')
  await rows(ada, own).waitFor()
  await expect.poll(() => rows(page, own).count(), PATIENCE).toBe(screens)
  const both = [theirs, own]
  const said = async () =>
    (await heard(page)).flatMap(({ content = '' }) => (both.includes(content) ? [content] : []))
  await expect.poll(said, PATIENCE).toEqual(both)
  // What follows the pair on the same line comes after anything that would double it.
  const last = `Last ${texts}`
  await write(ada, last)
  await expect.poll(() => rows(page, last).count(), PATIENCE).toBe(screens)
  await expect.poll(async () => (await heard(page)).at(-1)?.content, PATIENCE).toBe(last)
  expect(await said()).toEqual(both)
  expect(await rows(page, theirs).count()).toBe(screens)
  expect(await rows(page, own).count()).toBe(screens)
}

const oneSocket = (page: Page): void => expect(sockets.get(page)).toEqual({ open: 1, most: 1 })

const select = async (page: Page): Promise<void> => {
  await page.getByRole('navigation', { name: 'Conversations' }).getByText('Ada').first().click()
  await page.getByRole('textbox', { name: 'Message Ada' }).waitFor()
}

const fields = ['content', 'conversation_id', 'invocation_id', 'sender', 'timestamp', 'user_id']

const cases = (port: () => number) => {
  test('the left panel beside the components', async () => {
    const page = await visit(port(), 'chat.html')
    await select(page)
    await talk(page)
    oneSocket(page)
    const all = await heard(page)
    expect(all.filter(({ change }) => change)).toHaveLength(1)
    expect(Object.keys(all.find(({ content }) => content) ?? {})).toEqual(expect.arrayContaining(fields))
    await page.reload()
    await select(page)
    await talk(page)
    oneSocket(page)
    await page.context().close()
  })

  test('the manager before the chat', async () => {
    const page = await visit(port(), 'manager-first.html')
    await select(page)
    await talk(page)
    oneSocket(page)
    await page.context().close()
  })

  test('the manager on a socket of its own', async () => {
    const page = await visit(port(), 'own.html')
    await select(page)
    await talk(page)
    expect(sockets.get(page)).toEqual({ open: 2, most: 2 })
    await page.context().close()
  })

  test('two micro-frontends in a page', async () => {
    const page = await visit(port(), 'two.html')
    for (const id of ['one', 'two']) {
      const part = page.locator(`#${id}`)
      await part.getByRole('navigation', { name: 'Conversations' }).getByText('Ada').first().click()
      await part.getByRole('textbox', { name: 'Message Ada' }).waitFor()
    }
    await talk(page, 2)
    oneSocket(page)
    await page.context().close()
  })
}

/** The two parts, as two builds or from the one module graph of the developer's server. */
const writeTwo = (file: string, [one, two]: [string, string]) =>
  writeFileSync(
    file,
    `<!doctype html><link rel="icon" href="data:," />
<div id="one"></div><div id="two"></div>
<script type="module" src="${one}"></script><script type="module" src="${two}"></script>`,
  )

describe('with the server of a developer, in strict mode', () => {
  let server: ViteDevServer

  beforeAll(async () => {
    writeTwo(join(folder, PAGES, 'two.html'), ['./part.tsx?in=one', './part.tsx?in=two'])
    server = await createServer(config({ server: { port: ports.dev, strictPort: true, host: '127.0.0.1' } }))
    await server.listen()
  })
  afterAll(() => server.close())

  cases(() => ports.dev)

  test('after a component was edited', async () => {
    const page = await visit(ports.dev, 'chat.html')
    await select(page)
    await talk(page)
    await page.evaluate(() => Object.assign(window, { isSame: true }))
    const panel = join(folder, EXAMPLE, 'pages/instructor/components/left-panel.tsx')
    const text = readFileSync(panel, 'utf8')
    const end = '  return <ConversationList selectedId={selectedId} onSelect={onSelect} />;'
    expect(text).toContain(end)
    writeFileSync(panel, text.replace(end, `  useEffect(() => { document.title = "edited" });\n${end}`))
    // A test run has no watcher of files of its own.
    server.watcher.emit('change', panel)
    await expect.poll(() => page.title(), PATIENCE).toBe('edited')
    // Without a reload.
    expect(await page.evaluate(() => 'isSame' in window)).toBe(true)
    await talk(page)
    oneSocket(page)
    await page.context().close()
  })
})

describe('built for production', () => {
  let server: Server

  beforeAll(async () => {
    const pages = ['chat', 'manager-first', 'own'].map((name) => join(folder, PAGES, `${name}.html`))
    const outDir = join(folder, 'dist')
    await build(config({ build: { outDir, rolldownOptions: { input: pages } } }))
    for (const part of ['one', 'two'])
      await build(
        config({
          base: `/${part}/`,
          build: {
            outDir: join(outDir, part),
            rolldownOptions: {
              input: join(folder, PAGES, 'part.tsx'),
              output: { entryFileNames: 'part.js' },
            },
          },
        }),
      )
    writeTwo(join(outDir, PAGES, 'two.html'), ['/one/part.js', '/two/part.js'])
    ;({ server } = await serve(outDir, ports.built))
  })
  afterAll(() => void server.close())

  cases(() => ports.built)
})
