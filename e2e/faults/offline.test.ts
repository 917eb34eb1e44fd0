import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADA, BEN, composer, openConversation, PATIENCE, RECOVERY, rows, write } from '../stage.ts'
import { FaultStage, numbered, shown, type Device } from './fault-stage.ts'
import { stored } from '../storage-scan.ts'

/** What the app asks of the server; everything else are its own files. */
const API =
  /^\/(auth|me|users|conversations|sync|events|search|attachments|documents|cards|invocations)(\/|$)/

describe('the network is gone for a while', () => {
  let stage: FaultStage
  let ada: Device
  let ben: Device

  beforeAll(async () => {
    stage = await FaultStage.open()
    ;[ada, ben] = await Promise.all([stage.device(ADA), stage.device(BEN)])
    await openConversation(ada.page, 'Ben')
    await openConversation(ben.page, 'Ada')
  })

  afterAll(() => stage.close())

  const disconnect = async ({ page, line }: Device): Promise<void> => {
    await page.context().setOffline(true)
    line.set({ refuse: true })
    line.reset()
  }

  const connect = async ({ page, line }: Device): Promise<void> => {
    line.heal()
    await page.context().setOffline(false)
  }

  const banner = (page: Page) => page.getByRole('status').filter({ hasText: /^Offline since/ })

  test('after five seconds a bar says since when, why, what waits and when it is tried again', async () => {
    const texts = numbered('Offline', 3)
    const begun = performance.now()
    await disconnect(ada)
    for (const text of texts) await write(ada.page, text)
    expect(await shown(ada.page, 'Offline')).toEqual(texts)
    await banner(ada.page).waitFor()
    expect(performance.now() - begun).toBeGreaterThan(4_500)
    const said = (await banner(ada.page).textContent()) ?? ''
    expect(said).toMatch(/Offline since \d{1,2}:\d\d/)
    expect(said).toContain('3 messages will be sent when you are back.')
    expect(said).toContain('This device has no network.')
    expect(said).toMatch(/Next attempt in \d+ s\.|Trying now/)
  })

  test('writing goes on, and reading', async () => {
    await composer(ada.page).fill('A draft meanwhile')
    expect(await composer(ada.page).isEditable()).toBe(true)
    await openConversation(ada.page, 'Mathematics')
    await openConversation(ada.page, 'Ben')
    await expect.poll(() => composer(ada.page).inputValue(), PATIENCE).toBe('A draft meanwhile')
    await rows(ada.page, 'Offline 3/3.').getByText('Sending').waitFor()
    await composer(ada.page).fill('')
  })

  test('back online everything is sent once and in order, and what others wrote is there', async () => {
    await write(ben.page, 'Where are you?')
    await connect(ada)
    await expect.poll(() => shown(ben.page, 'Offline'), RECOVERY).toEqual(numbered('Offline', 3))
    await rows(ada.page, 'Where are you?').waitFor()
    await banner(ada.page).waitFor({ state: 'hidden' })
    await write(ada.page, 'Here again')
    await rows(ben.page, 'Here again').waitFor()
    for (const page of [ada.page, ben.page])
      expect(await shown(page, 'Offline')).toEqual(numbered('Offline', 3))
  })

  test('a reload without the server shows what was kept; what is written then is sent later', async () => {
    const device = ada.page.context()
    await write(ben.page, 'Welcome back')
    await expect.poll(() => stored(ada.page), PATIENCE).toContain('Welcome back')
    await device.route(
      ({ pathname }) => API.test(pathname),
      (route) =>
        route.request().resourceType() === 'document' ? route.continue() : route.abort('connectionrefused'),
    )
    await device.routeWebSocket(/.*/, (socket) => void socket.close())
    await ada.page.reload()
    for (const text of ['Where are you?', 'Here again', 'Welcome back']) await rows(ada.page, text).waitFor()
    const list = ada.page.getByRole('navigation', { name: 'Conversations' })
    await list.getByText('Ben').first().waitFor()
    await write(ada.page, 'Written without a server')
    await rows(ada.page, 'Written without a server').getByText('Sending').waitFor()

    await device.unrouteAll()
    await ada.page.reload()
    await rows(ben.page, 'Written without a server').waitFor({ timeout: RECOVERY.timeout })
    await expect.poll(() => rows(ada.page, 'Written without a server').count(), PATIENCE).toBe(1)
    expect(await rows(ben.page, 'Written without a server').count()).toBe(1)
  })

  test('nothing complained', () => expect(stage.complaints).toEqual([]))
})
