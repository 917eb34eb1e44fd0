import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { offlineBar, openConversation, PATIENCE, readTexts, RECOVERY, rows, write } from '../stage.ts'
import { makeNumbered, readNumbered, useLines } from './fault-stage.ts'
import { seesChanges, seesMessage, seesTicks, seesTyping } from './talk.ts'

const SLOWER = 'Slower connection'

/** Better transports are tried again after this time. */
const PROBED_AFTER_MS = 60_000

const WAYS = [
  { way: 'event streams', path: '/events', faults: { block_upgrades: 403 } },
  { way: 'long polls', path: '/sync', faults: { block_upgrades: 403, buffer_event_streams: true } },
] as const

describe.each(WAYS)('a proxy leaves only $way', ({ way, path, faults }) => {
  const { scene, device, lineOf } = useLines({ faults })

  /** Waits until the page uses this transport. */
  const travels = (page: Page): Promise<unknown> =>
    page.waitForRequest((request) => new URL(request.url()).pathname === path, RECOVERY)

  const slower = (page: Page) => page.getByRole('button', { name: SLOWER })

  /** A group, with Ada and Ben on the slower transport, as they have it after a while. */
  const slowGroup = async () => {
    for (const page of [scene.ada, scene.ben]) await slower(page).waitFor(RECOVERY)
    return scene.group()
  }

  test('both are connected, and a small mark explains why it is slower', async () => {
    const { ada, ben } = scene
    for (const page of [ada, ben]) {
      await slower(page).waitFor(RECOVERY)
      await slower(page).click()
      await page
        .getByRole('dialog')
        .getByText(/blocks the fast connection.*Nothing is lost/)
        .waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await offlineBar(page).count()).toBe(0)
    }
    for (const page of [ada, ben]) expect(lineOf(page).sockets).toBe(0)
  })

  test('a message arrives within about a second, both ways', async () => {
    const { ada, ben } = scene
    await slowGroup()
    await seesMessage(ada, ben, 'Can you read this?')
    await seesMessage(ben, ada, 'Loud and clear')
  })

  test('typing, delivered and read are shown', async () => {
    const { ada, ben } = scene
    await slowGroup()
    await Promise.all([openConversation(ada, 'Ben'), openConversation(ben, 'Ada')])
    await seesTyping(ben, ada)
    const text = 'Question 4 is the interesting one'
    await seesTicks(ada, ben, { text, elsewhere: 'Mathematics', here: 'Ada' })
  })

  test('an edit, a reaction and a deletion are shown', async () => {
    await slowGroup()
    await seesChanges(scene.ben, scene.ada, 'I got x = 3')
  })

  test('a reload remembers the working transport', async () => {
    const { ada, ben } = scene
    await slowGroup()
    for (const page of [ada, ben]) {
      await Promise.all([travels(page), page.reload()])
      await slower(page).waitFor()
    }
    await seesMessage(ben, ada, 'Still there?')
  })

  test('when the block is lifted both return to the socket and lose nothing', async () => {
    const { title } = await slowGroup()
    const { cast } = scene
    const [ada, ben] = await Promise.all([cast.ada, cast.ben].map(({ email }) => device(email, { faults })))
    if (!ada || !ben) throw new Error('Nobody is there')
    for (const { page } of [ada, ben]) {
      await page.clock.install()
      await Promise.all([travels(page), page.reload()])
      await slower(page).waitFor(RECOVERY)
      await openConversation(page, title)
    }
    const texts = makeNumbered('Lifted', 12)
    for (const { line } of [ada, ben]) line.heal()
    for (const { page } of [ada, ben]) await page.clock.fastForward(PROBED_AFTER_MS)
    for (const text of texts) await write(ben.page, text)
    for (const { page } of [ada, ben]) await slower(page).waitFor({ state: 'detached', ...RECOVERY })
    for (const { line } of [ada, ben]) await expect.poll(() => line.sockets, PATIENCE).toBe(1)
    await seesMessage(ada.page, ben.page, `Back from ${way}`)
    await rows(ada.page, `Back from ${way}`).waitFor()
    for (const { page } of [ada, ben])
      await expect.poll(() => readNumbered(page, 'Lifted'), RECOVERY).toEqual(texts)
    const order = async (page: Page) =>
      (await readTexts(page)).map((text) => /Lifted \d+\/\d+\.|Back from [a-z ]+/.exec(text)?.[0])
    await expect.poll(() => order(ada.page), PATIENCE).toEqual(await order(ben.page))
    for (const { page } of [ada, ben]) await page.context().close()
  })
})
