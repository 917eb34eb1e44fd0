import { describe, expect, test } from 'vitest'
import { composer, offlineBar, openConversation, PATIENCE, RECOVERY, rows, write } from '../stage.ts'
import { makeNumbered, readNumbered, useLines, type Device } from './fault-stage.ts'
import { readStorage } from '../storage-scan.ts'

/** Requests of the app to the API; all others are its own files. */
const API =
  /^\/(auth|me|users|conversations|sync|events|search|attachments|documents|cards|invocations)(\/|$)/

/** A lost connection is shown after this time. */
const SAID_AFTER_MS = 5_000

describe('the network is gone for a while', () => {
  const { scene, device, lineOf } = useLines({ keepsFiles: true })

  const disconnect = async ({ page, line }: Pick<Device, 'page' | 'line'>): Promise<void> => {
    await page.context().setOffline(true)
    line.set({ refuse: true })
    line.reset()
  }

  const connect = async ({ page, line }: Pick<Device, 'page' | 'line'>): Promise<void> => {
    line.heal()
    await page.context().setOffline(false)
  }

  /** Ada has no network during `meanwhile`. */
  const offline = async (meanwhile: () => Promise<void>): Promise<void> => {
    const ada = { page: scene.ada, line: lineOf(scene.ada) }
    await disconnect(ada)
    try {
      await meanwhile()
    } finally {
      await connect(ada)
    }
  }

  test('after five seconds a bar shows since when, why, what waits and when it tries again', async () => {
    const { cast } = scene
    const { title } = await scene.group()
    const ada = await device(cast.ada.email)
    const { page } = ada
    await page.clock.install()
    await page.reload()
    await openConversation(page, title)
    const texts = makeNumbered('Offline', 3)
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000))
    await disconnect(ada)
    for (const text of texts) await write(page, text)
    // What changes is drawn with the next frame.
    await page.clock.runFor(50)
    expect(await readNumbered(page, 'Offline')).toEqual(texts)
    await page.clock.runFor(SAID_AFTER_MS - 500)
    expect(await offlineBar(page).count()).toBe(0)
    await page.clock.runFor(1_000)
    await page.clock.resume()
    await offlineBar(page).waitFor()
    // The cause is known when an attempt has failed.
    await offlineBar(page).getByText('This device has no network.').waitFor()
    const said = (await offlineBar(page).textContent()) ?? ''
    expect(said).toMatch(/Offline since \d{1,2}:\d\d/)
    expect(said).toContain('3 messages will be sent when you are back.')
    expect(said).toContain('This device has no network.')
    expect(said).toMatch(/Next attempt in \d+ s\.|Trying now/)
    await page.context().close()
  })

  test('writing and reading go on', async () => {
    const { ada } = scene
    const { title } = await scene.group()
    await openConversation(ada, 'Mathematics')
    await openConversation(ada, title)
    await offline(async () => {
      for (const text of makeNumbered('Offline', 3)) await write(ada, text)
      await offlineBar(ada).waitFor()
      await composer(ada).fill('A draft meanwhile')
      expect(await composer(ada).isEditable()).toBe(true)
      await openConversation(ada, 'Mathematics')
      await openConversation(ada, title)
      await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('A draft meanwhile')
      await rows(ada, 'Offline 3/3.').getByText('Waits for the network').waitFor()
      await composer(ada).fill('')
    })
    await rows(ada, 'Offline 3/3.')
      .getByText(/Sent|Delivered|Read/)
      .waitFor(RECOVERY)
  })

  test('back online all is sent once and in order, and messages of others are there', async () => {
    const { ada, ben } = scene
    await scene.group()
    const texts = makeNumbered('Offline', 3)
    await offline(async () => {
      for (const text of texts) await write(ada, text)
      await offlineBar(ada).waitFor()
      await write(ben, 'Where are you?')
    })
    await expect.poll(() => readNumbered(ben, 'Offline'), RECOVERY).toEqual(texts)
    await rows(ada, 'Where are you?').waitFor()
    await offlineBar(ada).waitFor({ state: 'hidden' })
    await write(ada, 'Here again')
    await rows(ben, 'Here again').waitFor()
    for (const page of [ada, ben]) expect(await readNumbered(page, 'Offline')).toEqual(texts)
  })

  test('a reload without the server shows the kept messages; those written then are sent later', async () => {
    const { ben, cast } = scene
    const { id, title } = await scene.group()
    const { page: ada } = await device(cast.ada.email)
    await openConversation(ada, title)
    const texts = ['Where are you?', 'Here again', 'Welcome back']
    for (const text of texts) await cast.ben.say(id, text)
    await expect.poll(() => readStorage(ada), PATIENCE).toContain(texts.at(-1))
    const all = ada.context()
    await all.route(
      ({ pathname }) => API.test(pathname),
      (route) =>
        route.request().resourceType() === 'document' ? route.continue() : route.abort('connectionrefused'),
    )
    await all.routeWebSocket(/.*/, (socket) => void socket.close())
    await ada.reload()
    for (const text of texts) await rows(ada, text).waitFor()
    const list = ada.getByRole('navigation', { name: 'Conversations' })
    await list.getByText('Ben').first().waitFor()
    await write(ada, 'Written without a server')
    await rows(ada, 'Written without a server').getByText('Waits for the network').waitFor()

    await all.unrouteAll()
    await ada.reload()
    await rows(ben, 'Written without a server').waitFor({ timeout: RECOVERY.timeout })
    await expect.poll(() => rows(ada, 'Written without a server').count(), PATIENCE).toBe(1)
    expect(await rows(ben, 'Written without a server').count()).toBe(1)
    await all.close()
  })
})
