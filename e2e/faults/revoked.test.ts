import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from '../scene.ts'
import { PASSWORD } from '../server.ts'
import { composer, openConversation, PATIENCE, RECOVERY, rows, signIn, SOON, write } from '../stage.ts'
import { readStorage } from '../storage-scan.ts'
import { NETWORK, makeNumbered, readNumbered } from './fault-stage.ts'

const SEND = /\/conversations\/[^/]+\/messages$/

describe('a device is signed out from another one', () => {
  // The URL still names the conversation of the former user.
  const scene = useScene({ keepsFiles: true, expect: [NETWORK, /status of 404/] })

  let groups = 0
  /** A new group in this window and in Ben's, because Ada's other device may be signed out. */
  const openGroup = async (page: Page): Promise<void> => {
    const { ada, ben } = scene.cast
    const title = `Group ${String(++groups).padStart(2, '0')}`
    await ada.create('group', title, [ben.id])
    for (const each of [page, scene.ben]) await openConversation(each, title)
  }

  const again = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' })

  /**
   * Ada at a device that cannot send, with messages and a draft; then she ends its session from another one.
   */
  const signedOut = async (texts: string[], draft: string): Promise<Page> => {
    const { cast, stage } = scene
    const page = await stage.signedIn(cast.ada.email)
    await openGroup(page)
    await page
      .context()
      .route(SEND, (route) =>
        route.request().method() === 'POST' ? route.abort('connectionrefused') : route.continue(),
      )
    for (const text of texts) await write(page, text)
    await composer(page).fill(draft)
    await expect.poll(() => readStorage(page), PATIENCE).toContain(draft)
    await cast.ada.signOutOthers()
    await again(page).waitFor(SOON)
    return page
  }

  const menu = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name }).click()
  }

  test('it says so within two seconds, keeps unsent messages, and sends them when the same person is back', async () => {
    const { ben } = scene
    const texts = makeNumbered('Kept', 2)
    const page = await signedOut(texts, 'Half a thought')
    await page.context().unrouteAll()
    await again(page).getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await again(page).waitFor({ state: 'detached' })
    await expect.poll(() => readNumbered(ben, 'Kept'), RECOVERY).toEqual(texts)
    await expect.poll(() => readNumbered(page, 'Kept'), PATIENCE).toEqual(texts)
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe('Half a thought')
    await page.context().close()
  })

  test('another person at the same device neither sees nor sends them; their author does, later', async () => {
    const { ben, cast } = scene
    const texts = makeNumbered('Mine', 2)
    const page = await signedOut(texts, 'A secret draft')
    await again(page).getByRole('button', { name: 'Use another account' }).click()
    await page.context().unrouteAll()
    await page.waitForURL('**/signin*')
    const sent: string[] = []
    page.on('request', (request) => SEND.test(request.url()) && sent.push(request.method()))
    await signIn(page, cast.chloe.email)
    await openConversation(page, 'Mathematics')
    await write(page, 'Chloe was here')
    await rows(page, 'Chloe was here').getByText('Sent').or(rows(page, 'Chloe was here')).first().waitFor()
    await expect.poll(() => sent.filter((method) => method === 'POST').length, PATIENCE).toBe(1)
    expect(await page.getByText(/Mine \d|A secret draft/).count()).toBe(0)
    expect(await readNumbered(ben, 'Mine')).toEqual([])

    await menu(page, 'Sign out')
    await page.waitForURL('**/signin*')
    await signIn(page, cast.ada.email)
    await expect.poll(() => readNumbered(ben, 'Mine'), RECOVERY).toEqual(texts)
    await page.context().close()
  })

  test('signing out leaves nothing on the device: no storage, database or cache', async () => {
    const { ben, cast, stage } = scene
    const page = await stage.signedIn(cast.ada.email)
    await openGroup(page)
    await write(page, 'a-sent-canary')
    await rows(ben, 'a-sent-canary').waitFor()
    await write(ben, 'a-received-canary')
    await rows(page, 'a-received-canary').waitFor()
    await composer(page).fill('a-draft-canary')
    const canaries = ['a-sent-canary', 'a-received-canary', 'a-draft-canary']
    for (const canary of canaries) await expect.poll(() => readStorage(page), PATIENCE).toContain(canary)

    await menu(page, 'Sign out')
    // A draft would be deleted: it asks.
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/signin*')
    await expect.poll(() => readStorage(page), PATIENCE).not.toContain('canary')
    for (const trace of [cast.ada.email, 'Ada', 'Ben', 'Hello Ben!'])
      expect(await readStorage(page)).not.toContain(trace)
    await page.reload()
    await page.getByLabel('Email').waitFor()
    expect(await readStorage(page)).not.toContain('canary')
    await page.context().close()
  })
})
