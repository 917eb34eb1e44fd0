// What concerns Ben: told on all his devices, shown once where he looks, and no news anywhere once he has read it.
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { phoneOfBen } from './phone-of-ben.ts'
import { useScene, type Place } from './scene.ts'
import { act, PATIENCE, rows } from './stage.ts'

describe('what concerns a person, on two of their devices', () => {
  const scene = useScene({ windows: ['ben'] })
  const openPhone = phoneOfBen(scene)
  let phone: Page

  beforeEach(async () => {
    phone = await openPhone()
  })

  const bell = (page: Page, name: RegExp) => page.getByRole('button', { name })
  const noNews = (page: Page) => bell(page, /^Notifications$/)
  const news = (page: Page, count: number) => bell(page, new RegExp(`^Notifications: ${count} new$`))
  const note = (page: Page) => page.locator('.toast')

  /** A group in which Ada names Ben, while he looks at another one. */
  const named = async (content = 'have a look'): Promise<Place> => {
    const place = await scene.group()
    await scene.group()
    for (const page of [scene.ben, phone]) await noNews(page).waitFor()
    await scene.cast.ada.mention(place.id, scene.cast.ben, content)
    return place
  }

  test('it is counted on both, and a note leads to the message; once it is read it is no news on either', async () => {
    const { ben } = scene
    const place = await named()
    // No time passes for a note while somebody is at it.
    await note(ben).hover()
    for (const page of [ben, phone]) await news(page, 1).waitFor()
    await note(ben)
      .getByText(/Ada mentioned you · .*have a look/)
      .waitFor()
    await note(ben).getByRole('button', { name: 'Open', exact: true }).click()
    await expect.poll(() => ben.url(), PATIENCE).toContain(`/c/${place.id}/m/`)
    await rows(ben, 'have a look').waitFor()
    for (const page of [ben, phone]) await noNews(page).waitFor()
    expect(await note(ben).count()).toBe(0)
  })

  test('the list has it with who, why and where; all can be marked as seen, and the messages stay unread', async () => {
    const { ben } = scene
    const place = await named('one more thing')
    await news(phone, 1).click()
    const item = phone.getByRole('listitem').filter({ hasText: 'one more thing' })
    await item.getByText('mentioned you').waitFor()
    await item.getByText(place.title).waitFor()
    await phone.getByRole('button', { name: 'Mark all as seen' }).click()
    await phone.getByRole('button', { name: 'Back' }).click()
    for (const page of [ben, phone]) await noNews(page).waitFor()
    const row = ben
      .getByRole('navigation', { name: 'Conversations' })
      .getByRole('listitem')
      .filter({ hasText: place.title })
    await row.getByText('1 unread message').waitFor({ state: 'attached' })
  })

  test('what one looks at makes nothing heard, and is read at once', async () => {
    const { ben, cast } = scene
    const place = await scene.group()
    await noNews(ben).waitFor()
    await cast.ada.mention(place.id, cast.ben, 'right here')
    await rows(ben, 'right here').waitFor()
    await expect.poll(async () => (await cast.ben.conversation(place.id)).unread, PATIENCE).toBe(0)
    for (const page of [ben, phone]) await noNews(page).waitFor()
    expect(await note(ben).count()).toBe(0)
  })

  test('a conversation that is set to nothing tells nothing, and says why', async () => {
    const { ben, cast } = scene
    const place = await scene.group()
    const list = ben.getByRole('navigation', { name: 'Conversations' })
    await list.getByRole('listitem').filter({ hasText: place.title }).hover()
    await list.getByRole('button', { name: `Options for ${place.title}`, exact: true }).click()
    await ben.getByRole('menuitem', { name: 'Notifications…', exact: true }).click()
    await ben.getByRole('menuitemradio', { name: 'Nothing', exact: true }).click()
    await expect
      .poll(async () => (await cast.ben.conversation(place.id)).own?.level, PATIENCE)
      .toBe('nothing')
    await cast.ada.mention(place.id, cast.ben, 'nobody hears')
    await act(ben, 'nobody hears', 'Why was I told, or not?')
    await ben.getByText('Nothing is told here, as it is set.', { exact: true }).waitFor()
    await ben.keyboard.press('Escape')
    await noNews(ben).waitFor()
  })

  test('quiet hours and levels are set once for all devices', async () => {
    const { ben } = scene
    await ben.goto(new URL('/settings', ben.url()).href)
    await ben.getByLabel('Of groups').selectOption('Mentions and answers')
    await ben.getByLabel(/^No sound and no notification at these times/).check()
    // Two equal times are a whole day.
    for (const end of ['From', 'Until']) await ben.getByLabel(end).fill('00:00')
    const set = { group: 'mentions', quiet: { from: '00:00', to: '00:00' } }
    await expect.poll(() => scene.cast.ben.noticeSettings(), PATIENCE).toMatchObject(set)
    await named('in the night')
    await news(phone, 1).waitFor()
    await news(ben, 1).waitFor()
    expect(await note(ben).count()).toBe(0)
    await scene.renew()
  })
})
