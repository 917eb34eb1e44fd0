// The components in applications of others: built from packed packages with the settings that a bundler has by itself, put
// together from parts, and beside a host's own rules for plain elements. Colours and sizes are what the browser computes.
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build as esbuild } from 'esbuild'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { openWindow } from './browser.ts'
import { outsideApplication } from './outside.ts'
import { holdToSilence } from './scene.ts'
import { PASSWORD } from './server.ts'
import { ADA, BEN, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'
import { serve } from './static.ts'

const require = createRequire(import.meta.url)
let stage: Stage
let folder: string
let older: string
/** Each build is at the root of an origin of its own. */
const sites: Record<string, { port: number; server?: Server }> = {}
let conversation: string

const BUILDS = ['vite', 'esbuild', 'firm', 'react18'] as const
const siteOf = (name: string) => sites[name] ?? { port: 0 }

const TEXT = 'Two words, `code`, and a [link](https://example.org)\n\n- one\n- two'

beforeAll(async () => {
  for (const name of BUILDS) sites[name] = { port: await freePort() }
  const origins = Object.values(sites).map(({ port }) => `http://127.0.0.1:${port}`)
  stage = await Stage.open({ LECTERN_ORIGINS: origins.join() })
  stage.complaints.expect(/auth\/refresh/)
  const ada = await stage.signedIn(ADA)
  await openConversation(ada, 'Ben')
  await write(ada, TEXT)
  await rows(ada, 'Two words').waitFor()
  conversation = new URL(ada.url()).pathname.split('/')[2] ?? ''
  folder = outsideApplication()
  older = outsideApplication({ olderReact: true })
  const run = (outDir: string, cwd = folder) =>
    execFileSync(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', '--outDir', outDir, '--logLevel', 'error'],
      {
        cwd,
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
  run('dist/vite')
  run(join(folder, 'dist/react18'), older)
  // The second page of the same application.
  cpSync(join(folder, 'firm.html'), join(folder, 'index.html'))
  run('dist/firm')
  await esbuild({
    absWorkingDir: folder,
    entryPoints: ['src/main.tsx'],
    outdir: 'dist/esbuild',
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file' },
    logLevel: 'error',
  })
  writeFileSync(
    join(folder, 'dist/esbuild/index.html'),
    '<!doctype html><link rel="icon" href="data:," /><link rel="stylesheet" href="main.css" /><body style="margin: 0"><div id="root"></div><script type="module" src="main.js"></script>',
  )
  for (const name of BUILDS) {
    const { port } = siteOf(name)
    sites[name] = { port, server: (await serve(join(folder, 'dist', name), port)).server }
  }
  RESETS['tailwind3'] = runTailwind3()
  await readAll()
})
/** With the utilities whose names stand in the sources, as its guide says. */
const runTailwind3 = (): string => {
  const input = join(folder, 'tailwind.css')
  writeFileSync(input, '@tailwind base;\n@tailwind components;\n@tailwind utilities;\n')
  const args = ['-i', input, '--content', join(folder, 'src/*.tsx')]
  return execFileSync(process.execPath, [require.resolve('tailwindcss-3/lib/cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** A first visit shows what is new. All others look alike. */
const readAll = async (): Promise<void> => {
  const page = await visit({})
  const data = { email: BEN, password: PASSWORD, refresh_in: 'body' }
  const signedIn = await page.context().request.post(`${stage.server.url}/auth/login`, { data })
  const { access_token } = (await signedIn.json()) as { access_token: string }
  const unread = async () => {
    const headers = { authorization: `Bearer ${access_token}` }
    const answer = await page
      .context()
      .request.get(`${stage.server.url}/conversations/${conversation}`, { headers })
    return ((await answer.json()) as { unread: number }).unread
  }
  await vi.waitFor(async () => expect(await unread()).toBe(0), { ...PATIENCE, interval: 200 })
  await page.context().close()
}
holdToSilence(() => stage)
afterAll(async () => {
  for (const { server } of Object.values(sites)) server?.close()
  await stage.close()
  for (const each of [folder, older]) rmSync(each, { recursive: true })
})

interface Visit {
  build?: (typeof BUILDS)[number]
  scheme?: 'light' | 'dark'
  parts?: boolean
  /** A style sheet that the host has after ours. */
  reset?: string
}

const visit = async ({ build = 'vite', scheme = 'light', parts = false, reset }: Visit): Promise<Page> => {
  const url = `http://127.0.0.1:${siteOf(build).port}`
  const page = await openWindow(stage.browser, stage.complaints, { name: 'guest', url, colorScheme: scheme })
  const data = { email: BEN, password: PASSWORD, refresh_in: 'cookie' }
  await page.context().request.post(`${stage.server.url}/auth/login`, { data })
  const query = new URLSearchParams({ server: stage.server.url, conversation, ...(parts && { parts: '' }) })
  await page.goto(`/?${query.toString()}`)
  if (reset !== undefined) await page.addStyleTag({ content: RESETS[reset] ?? '' })
  await rows(page, 'Two words').first().waitFor()
  await page.locator('.lectern-composer textarea').waitFor()
  return page
}

const style = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

const LOOK = {
  light: { paper: 'oklch(0.988 0.003 85)', ink: 'oklch(0.255 0.012 70)', accent: 'oklch(0.49 0.085 195)' },
  dark: { paper: 'oklch(0.195 0.006 70)', ink: 'oklch(0.93 0.008 85)', accent: 'oklch(0.78 0.095 195)' },
}

describe.each(['vite', 'esbuild'] as const)('E2 built by %s with its own settings', (build) => {
  test.each(['light', 'dark'] as const)('has its colours and sizes in %s', async (scheme) => {
    const page = await visit({ build, scheme })
    const { paper, ink } = LOOK[scheme]
    expect(await style(page, '.lectern-chat', 'background-color')).toBe(paper)
    expect(await style(page, '.lectern-chat', 'color')).toBe(ink)
    expect(await style(page, '.lectern-bubble', 'background-color')).toMatch(/^oklch\(0\.(949|278) /)
    expect(await style(page, '.lectern-header', 'block-size')).toBe('56px')
    expect(await style(page, '.lectern-conversations', 'inline-size')).toBe('300px')
    await page.context().close()
  })

  test('follows a theme that the page chooses on an element', async () => {
    const page = await visit({ build, scheme: 'dark' })
    await page.locator('#root').evaluate((root) => root.setAttribute('data-lectern-theme', 'light'))
    expect(await style(page, '.lectern-chat', 'background-color')).toBe(LOOK.light.paper)
    expect(await style(page, '.lectern-chat', 'color-scheme')).toBe('light')
    await page.locator('html').evaluate((root) => root.style.setProperty('--lectern-accent-hue', '30'))
    expect(await style(page, '.lectern-chat', '--lectern-accent')).toContain('30')
    await page.context().close()
  })
})

test('E6 parts that a host puts together look as in the whole', async () => {
  const properties = [
    'font-family',
    'font-size',
    'color',
    'line-height',
    'box-sizing',
    'margin',
    'padding',
    'border-width',
  ]
  const look = async (page: Page) => {
    const looks: Record<string, string[]> = {}
    for (const selector of [
      '.lectern-composer textarea',
      '.lectern-header',
      '.lectern-bubble',
      '.lectern-text p',
      '.lectern-header button',
    ])
      looks[selector] = await Promise.all(properties.map((property) => style(page, selector, property)))
    return looks
  }
  const [whole, parts] = [await visit({}), await visit({ parts: true })]
  expect(await look(parts)).toEqual(await look(whole))
  expect(await style(parts, '#root .lectern-text p', 'margin')).toBe('0px')
  await Promise.all([whole.context().close(), parts.context().close()])
})

const RESETS: Record<string, string> = {
  bootstrap: readFileSync(require.resolve('bootstrap/dist/css/bootstrap-reboot.css'), 'utf8'),
  /** What Tailwind 3 makes of the application; see `runTailwind3`. */
  tailwind3: '',
  // The rules of version 4, outside of any layer.
  tailwind: readFileSync(require.resolve('tailwindcss/preflight.css'), 'utf8').replaceAll(
    /--theme\([^,]*,\s*([^;]*)\)/g,
    '$1',
  ),
  layered: `@layer base { ${readFileSync(require.resolve('tailwindcss/preflight.css'), 'utf8')} }`,
  star: '*, *::before, *::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline }',
  elements:
    'button, input, textarea, select { all: unset; width: 100%; background: red } img, svg, span, a { display: block } svg { width: 100%; height: auto } ul { list-style: square } p { margin: 2em } h1, h2, h3 { font-size: 40px } body { text-align: center; font-weight: 700; letter-spacing: 2px; line-height: 3; text-transform: uppercase }',
}

/** Everything that a person sees of the components. */
const everything = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.lectern, .lectern *')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const {
        color,
        backgroundColor,
        borderTopWidth,
        borderTopColor,
        fontSize,
        fontWeight,
        fontFamily,
        cursor,
        textAlign,
        letterSpacing,
        display,
        listStyleType,
      } = getComputedStyle(element)
      const box = [x, y, width, height].map(Math.round).join(' ')
      const looks = [
        color,
        backgroundColor,
        borderTopWidth,
        borderTopWidth === '0px' ? '' : borderTopColor,
        fontSize,
        fontWeight,
        fontFamily.slice(0, 10),
        cursor,
        textAlign,
        letterSpacing,
        display,
        listStyleType,
      ]
      return `${element.tagName} ${element.getAttribute('class') ?? ''}: ${box} | ${looks.join(' | ')}`
    }),
  )

/** What looks different in the second page. */
const differences = async (page: Page, other: Page): Promise<string[]> => {
  const [these, those] = [await everything(page), await everything(other)]
  const lines = Array.from({ length: Math.max(these.length, those.length) }, (_, at) => [
    these[at],
    those[at],
  ])
  return lines.flatMap(([one, two]) => (one === two ? [] : [`${one}\n    now ${two}`])).slice(0, 12)
}

describe('E7 the firm style sheet', () => {
  let usual: Page
  beforeAll(async () => void (usual = await visit({})))
  afterAll(() => usual.context().close())

  test('looks as the usual one on a page without rules of its own', async () => {
    const firm = await visit({ build: 'firm' })
    await expect.poll(() => differences(usual, firm), PATIENCE).toEqual([])
    await firm.context().close()
  })

  test.each(Object.keys(RESETS))('looks the same beside %s', async (reset) => {
    expect(RESETS[reset]).not.toBe('')
    const firm = await visit({ build: 'firm', reset })
    await expect.poll(() => differences(usual, firm), PATIENCE).toEqual([])
    await firm.context().close()
  })

  test('leaves the variables to the host, and what the host draws in a card', async () => {
    const page = await visit({ build: 'firm' })
    await page.addStyleTag({
      content: ':root { --lectern-accent-hue: 30 } .host button { border: 3px solid red; padding: 9px }',
    })
    expect(await style(page, '.lectern-chat', '--lectern-accent')).toContain('30')
    await page
      .locator('.lectern-bubble')
      .first()
      .evaluate((bubble) => {
        bubble.insertAdjacentHTML(
          'beforeend',
          '<div class="host" data-lectern-host><button>Of the host</button></div>',
        )
      })
    expect(await style(page, '.host button', 'border-top-width')).toBe('3px')
    expect(await style(page, '.host button', 'padding-top')).toBe('9px')
    await page.context().close()
  })
})

/** The last one, because it writes. */
test('E10 works with React 18: it looks as with 19, and a person writes, reacts and names somebody', async () => {
  const manifest = readFileSync(join(older, 'node_modules/react/package.json'), 'utf8')
  expect((JSON.parse(manifest) as { version: string }).version).toMatch(/^18\./)
  const page = await visit({ build: 'react18' })
  const newest = await visit({})
  expect(await everything(page)).toEqual(await everything(newest))
  await newest.context().close()
  const field = page.locator('.lectern-composer textarea')
  const text = `Written as ${crypto.randomUUID()}`
  await field.fill(text)
  await field.press('Enter')
  const row = rows(page, text)
  await row.hover()
  await row.getByRole('button', { name: 'React', exact: true }).click()
  await page.locator('[role=grid] [role=gridcell]').first().click()
  await row.locator('.lectern-reactions button').first().waitFor()
  await field.fill('@A')
  await page.getByRole('option').first().click()
  expect(await field.inputValue()).toBe('@Ada ')
  await field.fill('')
  await page.context().close()
})
