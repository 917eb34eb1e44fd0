// The examples as their users would run them: on pages of another origin, against a server that lists it.
import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../apps/server/src/testing/free-port.ts'
import { openWindow } from './browser.ts'
import { holdToSilence } from './scene.ts'
import { PASSWORD } from './server.ts'
import { ADA, BEN, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'
import { serve } from './static.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'lectern-examples-'))
let stage: Stage
let ada: Page
let ports: [html: number, react: number]

beforeAll(async () => {
  ports = [await freePort(), await freePort()]
  stage = await Stage.open({ LECTERN_ORIGINS: ports.map((port) => `http://127.0.0.1:${port}`).join() })
  // Before sign-in there is nothing to refresh, and the browser reports the refusal.
  stage.complaints.expect(/auth\/refresh/)
  stage.complaints.expect(/favicon/)
  ada = await stage.signedIn(ADA)
  await openConversation(ada, 'Ben')
})
holdToSilence(() => stage)
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true })
})

const visit = async (port: number): Promise<Page> => {
  const url = `http://127.0.0.1:${port}`
  const page = await openWindow(stage.browser, stage.complaints, { name: 'guest', url })
  await page.goto('/')
  return page
}

let texts = 0
/** A unique text. */
const newText = (text: string): string => `${text} (${++texts})`

/** A message goes from the embedded page to the app, and a reply back. */
const talk = async (page: Page, text: string): Promise<void> => {
  await openConversation(page, 'Ada')
  await write(page, text)
  await rows(ada, text).waitFor()
  await write(ada, `Yes: ${text}`)
  await rows(page, `Yes: ${text}`).waitFor()
  await expect.poll(() => rows(page, text).first().textContent(), PATIENCE).toMatch(/Read|Delivered|Sent/)
}

describe('a plain page with the browser build and tokens of its own server', () => {
  let school: ChildProcess

  beforeAll(async () => {
    cpSync(join(root, 'examples/html'), join(folder, 'html'), { recursive: true })
    cpSync(join(root, 'packages/react/dist/browser'), join(folder, 'html/public/lectern'), {
      recursive: true,
    })
    school = spawn(process.execPath, ['server.js'], {
      cwd: join(folder, 'html'),
      env: { PORT: String(ports[0]), LECTERN_URL: stage.server.url, LECTERN_PASSWORD: PASSWORD },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) => school.stdout?.once('data', () => resolve()))
  })
  afterAll(() => void school.kill())

  test('talks', async () => {
    const page = await visit(ports[0])
    await page.locator('#who').getByText('Ben').waitFor()
    const text = newText('Sent from a plain page')
    await talk(page, text)
    await page.reload()
    await openConversation(page, 'Ada')
    await rows(page, text).first().waitFor()
    await page.context().close()
  })

  test('draws lazily loaded parts', async () => {
    const page = await visit(ports[0])
    await openConversation(page, 'Ada')
    await write(page, 'It is $\\frac{1}{2}$ and `x`')
    await page.locator('.katex').first().waitFor()
    await page.getByRole('button', { name: 'Insert emoji' }).click()
    await page.getByRole('gridcell').first().waitFor()
    await page.context().close()
  })
})

describe('a React application built with Vite', () => {
  let server: Server

  beforeAll(async () => {
    process.env['VITE_API_URL'] = stage.server.url
    const outDir = join(folder, 'react')
    await build({ root: join(root, 'examples/react'), logLevel: 'error', build: { outDir } })
    ;({ server } = await serve(outDir, ports[1]))
  })
  afterAll(() => void server.close())

  test('signs in, talks, and knows the user after a reload', async () => {
    const page = await visit(ports[1])
    await page.getByLabel('Email').fill(BEN)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: 'Conversations' }).getByText('Ada').first().click()
    const field = page.getByRole('textbox', { name: /^Ask or answer in Ada/ })
    const text = newText('Sent from a React application')
    await field.fill(text)
    await field.press('Enter')
    await rows(ada, text).waitFor()
    await page.reload()
    await page.getByRole('navigation', { name: 'Conversations' }).getByText('Ada').first().click()
    await rows(page, text).waitFor()
    await page.context().close()
  })
})
