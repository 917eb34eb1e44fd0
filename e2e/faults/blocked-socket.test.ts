import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADA, BEN, openConversation, PATIENCE, RECOVERY, rows, said, write } from '../stage.ts'
import { FaultStage, numbered, shown, type Device } from './fault-stage.ts'
import { seesChanges, seesMessage, seesTicks, seesTyping } from './talk.ts'

const SLOWER = 'Slower connection'

/** After so long better ways are tried again. */
const PROBED_AFTER_MS = 60_000

const WAYS = [
  { way: 'event streams', path: '/events', faults: { block_upgrades: 403 } },
  { way: 'long polls', path: '/sync', faults: { block_upgrades: 403, buffer_event_streams: true } },
] as const

describe.each(WAYS)('a proxy leaves only $way', ({ way, path, faults }) => {
  let stage: FaultStage
  let ada: Device
  let ben: Device

  beforeAll(async () => {
    stage = await FaultStage.open()
    ;[ada, ben] = await Promise.all([stage.device(ADA, { faults }), stage.device(BEN, { faults })])
    await openConversation(ada.page, 'Ben')
    await openConversation(ben.page, 'Ada')
  })

  afterAll(() => stage.close())

  /** Whether the page asks for this way from now on. */
  const travels = (page: Page): Promise<unknown> =>
    page.waitForRequest((request) => new URL(request.url()).pathname === path, RECOVERY)

  test('both are connected, and a small mark says why it is slower', async () => {
    for (const { page } of [ada, ben]) {
      await page.getByRole('button', { name: SLOWER }).waitFor(RECOVERY)
      await page.getByRole('button', { name: SLOWER }).click()
      await page
        .getByRole('dialog')
        .getByText(/blocks the fast connection.*Nothing is lost/)
        .waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await page.getByText(/Offline since/).count()).toBe(0)
    }
    for (const { line } of [ada, ben]) expect(line.sockets).toBe(0)
  })

  test('a message is there within a second or so, both ways', async () => {
    await seesMessage(ada.page, ben.page, 'Can you read this?')
    await seesMessage(ben.page, ada.page, 'Loud and clear')
  })

  test('typing, delivered and read are seen', async () => {
    await seesTyping(ben.page, ada.page)
    const text = 'Question 4 is the interesting one'
    await seesTicks(ada.page, ben.page, { text, elsewhere: 'Mathematics', here: 'Ada' })
  })

  test('an edit, a reaction and a deletion are seen', () => seesChanges(ben.page, ada.page, 'I got x = 3'))

  test('a reload remembers the way that works', async () => {
    for (const { page } of [ada, ben]) {
      await page.clock.install()
      await Promise.all([travels(page), page.reload()])
      await page.getByRole('button', { name: SLOWER }).waitFor()
    }
    await seesMessage(ben.page, ada.page, 'Still there?')
  })

  test('when the block is lifted both take the socket up again and lose nothing meanwhile', async () => {
    const texts = numbered('Lifted', 12)
    for (const { line } of [ada, ben]) line.heal()
    for (const { page } of [ada, ben]) await page.clock.fastForward(PROBED_AFTER_MS)
    for (const text of texts) await write(ben.page, text)
    for (const { page } of [ada, ben])
      await page.getByRole('button', { name: SLOWER }).waitFor({ state: 'detached', ...RECOVERY })
    for (const { line } of [ada, ben]) await expect.poll(() => line.sockets, PATIENCE).toBe(1)
    await seesMessage(ada.page, ben.page, `Back from ${way}`)
    await rows(ada.page, `Back from ${way}`).waitFor()
    for (const { page } of [ada, ben]) await expect.poll(() => shown(page, 'Lifted'), RECOVERY).toEqual(texts)
    expect(await said(ada.page)).toEqual(await said(ben.page))
  })

  test('nothing complained', () => expect(stage.complaints).toEqual([]))
})
