import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { useScene } from '../scene.ts'
import { composer, offlineBar, openConversation, PATIENCE, RECOVERY, rows, Stage, write } from '../stage.ts'
import { makeNumbered, readNumbered } from './fault-stage.ts'
import { readStorage } from '../storage-scan.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'lectern-web-'))
const site = join(folder, 'dist')

/** A lazy part of the first version. */
const LATE = '/assets/late-0a1b2c.js'

// As text, because the runner would transform a real import.
const importLate = (page: Page) => page.evaluate<unknown>(`import('${LATE}').then(({ late }) => late)`)

const copyBuilt = (): void => {
  cpSync(join(root, 'apps/web/dist'), site, { recursive: true })
  writeFileSync(join(site, LATE), "export const late = 'in time'")
}

/** The same sources with a difference: the entry file of the app gets another name. */
const buildOther = async (apiUrl: string): Promise<void> => {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = ['build', 'apps/web', '--outDir', site, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, [vite, ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', VITE_API_URL: apiUrl },
  })
}

const version = (page: Page) => page.locator('meta[name="lectern-version"]').getAttribute('content')

const versionsKept = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await caches.keys()).map((name) => name.replace('lectern-shell ', '')))

/** The worker that controls the page has cached all files. */
const isKept = async (page: Page): Promise<void> => {
  const wanted = await version(page)
  await expect.poll(() => versionsKept(page), PATIENCE).toContain(wanted)
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

describe('the app without any network', () => {
  const scene = useScene({
    open: () => {
      copyBuilt()
      return Stage.open({ LECTERN_WEB_DIR: site })
    },
    keepsFiles: true,
    expect: [/net::ERR_|WebSocket connection to|status of 5\d\d/],
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The server comes back with other files. */
  const deploy = async (change: () => void | Promise<void>): Promise<void> => {
    await scene.stage.server.kill()
    await change()
    await scene.stage.server.start()
  }

  test('it opens with the last conversations, and messages written then arrive once and in order', async () => {
    const { ada, ben, cast, stage } = scene
    await isKept(ben)
    await openConversation(ben, 'Mathematics')
    const { id } = await scene.group()
    await cast.ada.say(id, 'Read this on the train')
    await rows(ben, 'Read this on the train').waitFor()
    await expect.poll(() => readStorage(ben), PATIENCE).toContain('Read this on the train')

    await ben.context().setOffline(true)
    await stage.server.kill()
    await ben.reload()
    await rows(ben, 'Read this on the train').waitFor()
    await ben.getByRole('navigation', { name: 'Conversations' }).getByText('Mathematics').first().waitFor()
    await offlineBar(ben).getByText('This device has no network').waitFor()
    const texts = makeNumbered('Train', 2)
    for (const text of texts) await write(ben, text)
    await rows(ben, texts[1]!).getByText('Waits for the network').waitFor()

    await ben.reload()
    await expect.poll(() => readNumbered(ben, 'Train'), PATIENCE).toEqual(texts)
    await openConversation(ben, 'Mathematics')
    await ben.goBack()
    await composer(ben).waitFor()

    await stage.server.start()
    await ben.context().setOffline(false)
    await expect.poll(() => readNumbered(ada, 'Train'), RECOVERY).toEqual(texts)
    await expect.poll(() => readNumbered(ben, 'Train'), PATIENCE).toEqual(texts)
    await rows(ben, texts[1]!)
      .getByText(/Delivered|Read/)
      .waitFor(PATIENCE)
  })

  test('it caches nothing but the app itself', async () => {
    const { ben } = scene
    await isKept(ben)
    const paths = await ben.evaluate(async () => {
      const kept = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      )
      return kept.flat().map(({ url }) => new URL(url).pathname)
    })
    const own = /^\/(index\.html|theme\.js|favicon\.svg|manifest\.webmanifest|assets\/[^/]+|icons\/[^/]+)$/
    expect(paths.filter((path) => !own.test(path))).toEqual([])
    expect(paths).toContain('/index.html')
  })

  test('a new version is offered to an open page, which goes on until it is reloaded', async () => {
    const { ada, stage } = scene
    await scene.group()
    await isKept(ada)
    const before = await version(ada)
    const tab = await stage.tab(ada, 'the other tab')
    expect(await importLate(tab)).toBe('in time')
    await tab.close()
    await composer(ada).fill('Half a thought')
    await deploy(() => buildOther(stage.server.url))
    onTestFinished(() => deploy(copyBuilt))

    const offer = ada.locator('.toast').filter({ hasText: 'A new version is ready.' })
    await offer.waitFor({ timeout: RECOVERY.timeout })
    expect(await version(ada)).toBe(before)
    expect(await versionsKept(ada)).toHaveLength(2)
    expect((await fetch(stage.server.url + LATE)).status).toBe(404)
    expect(await importLate(ada)).toBe('in time')
    await write(ada, 'Written in the old version')
    await rows(ada, 'Written in the old version')
      .getByText(/Sent|Delivered|Read/)
      .waitFor()

    await offer.getByRole('button', { name: 'Reload' }).click()
    await expect.poll(() => version(ada), PATIENCE).not.toBe(before)
    await composer(ada).waitFor()
    await rows(ada, 'Written in the old version').waitFor()
    await ada.reload()
    await expect.poll(async () => (await versionsKept(ada)).length, PATIENCE).toBe(1)
    expect(await ada.getByText('A new version is ready.').count()).toBe(0)
  })
})
