// What Ben sets for himself on a phone and a laptop: on both at once, for nobody else, and without a network too.
import type { Locator, Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { phoneOfBen } from './phone-of-ben.ts'
import { useScene, type Place } from './scene.ts'
import { act, composer, PATIENCE, RECOVERY, rows } from './stage.ts'

describe('what a person sets for themselves, on two of their devices', () => {
  const scene = useScene({
    windows: ['ben'],
    // The browser itself reports requests without a network, and the refusal of a conversation that was left elsewhere.
    expect: [/ERR_INTERNET_DISCONNECTED/, /status of 404/],
  })
  const openPhone = phoneOfBen(scene)
  let phone: Page

  beforeEach(async () => {
    phone = await openPhone()
  })

  /** A new group of which the newest message is Ada's, in the lists of both devices. Another one is open. */
  const spokenGroup = async (...texts: string[]): Promise<Place> => {
    const { ben, cast } = scene
    const place = await scene.group()
    await scene.group()
    for (const text of texts) await cast.ada.say(place.id, text)
    for (const page of [ben, phone]) {
      await rowOf(page, place).waitFor()
      // What comes after a conversation was archived would bring it back.
      if (texts.length > 0)
        await rowOf(page, place)
          .getByText(texts.at(-1) ?? '')
          .waitFor()
    }
    return place
  }

  const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
  const rowOf = (page: Page, { title }: Place): Locator =>
    list(page)
      .getByRole('listitem')
      .filter({ has: page.locator('.lectern-conversation-title').getByText(title, { exact: true }) })
  /** The titles of the list, from the top. */
  const titles = (page: Page) => list(page).locator('.lectern-conversation-title').allTextContents()
  const isOn = (page: Page, place: Place, mark: string) =>
    rowOf(page, place).getByText(mark, { exact: true }).waitFor({ state: 'attached' })
  const isOff = (page: Page, place: Place, mark: string) =>
    rowOf(page, place).getByText(mark, { exact: true }).waitFor({ state: 'detached' })
  const unread = (page: Page, place: Place) => rowOf(page, place).getByText(/^\d+ unread messages?$/u)
  const filter = (page: Page, name: RegExp) => list(page).getByRole('button', { name })

  const choose = async (page: Page, place: Place, ...names: string[]): Promise<void> => {
    await rowOf(page, place).hover()
    await page.getByRole('button', { name: `Options for ${place.title}`, exact: true }).click()
    for (const name of names) await page.getByRole('menuitem', { name, exact: true }).click()
  }
  /** That of an act before may still be there. */
  const undo = (page: Page, done: string) =>
    page.locator('.lectern-selected', { hasText: done }).getByRole('button', { name: 'Undo' }).click()

  test('what is pinned on one device is on top on both, and the undo of one is the undo of both', async () => {
    const { ben } = scene
    const place = await spokenGroup('First page')
    await spokenGroup('Something newer')
    await choose(ben, place, 'Pin to the top')
    for (const page of [ben, phone]) {
      await isOn(page, place, 'Pinned to the top')
      await expect.poll(async () => (await titles(page))[0], PATIENCE).toBe(place.title)
    }
    await undo(ben, 'is pinned')
    for (const page of [ben, phone]) {
      await isOff(page, place, 'Pinned to the top')
      await expect.poll(async () => (await titles(page))[0], PATIENCE).not.toBe(place.title)
    }
  })

  test('what is muted on the phone is quiet on the laptop, but for what names the person', async () => {
    const { ben, cast } = scene
    const place = await spokenGroup()
    await choose(phone, place, 'Mute…', 'For a day')
    for (const page of [ben, phone]) await isOn(page, place, 'Muted')
    await cast.ada.say(place.id, 'Of no concern')
    for (const page of [ben, phone]) {
      await unread(page, place).waitFor({ state: 'attached' })
      await rowOf(page, place).locator('.lectern-badge[data-quiet]').waitFor()
      expect(await rowOf(page, place).locator('[data-unread]').count()).toBe(0)
    }
    await cast.ada.mention(place.id, cast.ben, 'this is for you')
    for (const page of [ben, phone]) await rowOf(page, place).locator('[data-unread]').waitFor()
    await choose(ben, place, 'Unmute')
    for (const page of [ben, phone]) await isOff(page, place, 'Muted')
  })

  test('what is archived is out of both lists and comes back when somebody writes', async () => {
    const { ben, cast } = scene
    const place = await spokenGroup('Before the holidays')
    await choose(ben, place, 'Archive')
    for (const page of [ben, phone]) await rowOf(page, place).waitFor({ state: 'detached' })
    await filter(phone, /^Archive \d/u).click()
    await rowOf(phone, place).waitFor()
    await filter(phone, /^All/u).click()
    await cast.ada.say(place.id, 'After the holidays')
    for (const page of [ben, phone]) await rowOf(page, place).waitFor()
  })

  test('what is archived and muted stays away, whatever is written', async () => {
    const { ben, cast } = scene
    const [place, witness] = [await spokenGroup('Chatter'), await spokenGroup('Work')]
    await choose(phone, place, 'Mute…', 'Until I end it')
    for (const page of [ben, phone]) await isOn(page, place, 'Muted')
    await choose(phone, place, 'Archive')
    for (const page of [ben, phone]) await rowOf(page, place).waitFor({ state: 'detached' })
    await cast.ada.say(place.id, 'More chatter')
    // Windows of one server come in order: when this one is here, the other was.
    await cast.ada.say(witness.id, 'More work')
    for (const page of [ben, phone]) {
      await rowOf(page, witness).getByText('More work').waitFor()
      expect(await rowOf(page, place).count()).toBe(0)
    }
    await filter(ben, /^Archive \d/u).click()
    await choose(ben, place, 'Take out of the archive')
    await filter(ben, /^All/u).click()
    for (const page of [ben, phone]) await rowOf(page, place).waitFor()
  })

  test('what is unread again from a message on is unread on both, until it is read on one', async () => {
    const { ben, cast } = scene
    const place = await scene.group()
    for (const text of ['One', 'Two', 'Three']) await cast.ada.say(place.id, text)
    await rows(ben, 'Three').waitFor()
    for (const page of [ben, phone]) await expect.poll(() => unread(page, place).count(), PATIENCE).toBe(0)
    await act(ben, 'Two', 'Mark unread from here')
    for (const page of [ben, phone]) await unread(page, place).getByText('2').waitFor({ state: 'attached' })
    await choose(phone, place, 'Mark as read')
    for (const page of [ben, phone]) await unread(page, place).waitFor({ state: 'detached' })
  })

  test('what is left on one device is gone on both, and the others are told', async () => {
    const { ben, cast } = scene
    const place = await spokenGroup('Good to have you here')
    await choose(phone, place, 'Leave…')
    await phone.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    for (const page of [ben, phone]) await rowOf(page, place).waitFor({ state: 'detached' })
    expect((await cast.ada.history(place.id)).at(-1)?.content).toBe('Ben left')
  })

  test('leaving by selection can be undone, and then nothing has happened', async () => {
    const { ben, cast } = scene
    const place = await spokenGroup('Stay with us')
    await list(ben).getByRole('button', { name: 'Select conversations' }).click()
    await rowOf(ben, place).click()
    await list(ben).getByRole('button', { name: 'Leave', exact: true }).click()
    await rowOf(ben, place).waitFor({ state: 'detached' })
    await undo(ben, '1 conversation is left')
    await rowOf(ben, place).waitFor()
    expect(await rowOf(phone, place).count()).toBe(1)
    expect((await cast.ada.history(place.id)).at(-1)?.content).toBe('Stay with us')
  })

  test('without a network it is done here at once, and on the other device when the network is back', async () => {
    const { ben } = scene
    const [pinned, muted, archived] = [await spokenGroup(), await spokenGroup(), await spokenGroup('Old')]
    // This window does not keep the files of the app, and the menu comes when it first opens.
    await rowOf(ben, pinned).hover()
    await ben.getByRole('button', { name: `Options for ${pinned.title}`, exact: true }).click()
    await ben.getByRole('menuitem', { name: 'Mute…', exact: true }).waitFor()
    await ben.keyboard.press('Escape')
    try {
      await ben.context().setOffline(true)
      await choose(ben, pinned, 'Pin to the top')
      await isOn(ben, pinned, 'Pinned to the top')
      await choose(ben, muted, 'Mute…', 'For a week')
      await isOn(ben, muted, 'Muted')
      await choose(ben, archived, 'Archive')
      await rowOf(ben, archived).waitFor({ state: 'detached' })
      // Taken back before anybody else heard of it.
      await undo(ben, 'is in the archive')
      await rowOf(ben, archived).waitFor()
      expect(await rowOf(phone, pinned).getByText('Pinned to the top').count()).toBe(0)
    } finally {
      await ben.context().setOffline(false)
    }
    await rowOf(phone, pinned)
      .getByText('Pinned to the top')
      .waitFor({ state: 'attached', ...RECOVERY })
    await isOn(phone, muted, 'Muted')
    await rowOf(phone, archived).waitFor()
    await rowOf(ben, archived).waitFor()
    await composer(ben).waitFor()
  })
})
