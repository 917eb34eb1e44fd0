import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openConversation, PATIENCE, RECOVERY, rows, write } from '../stage.ts'
import { makeNumbered, readNumbered, useLines } from './fault-stage.ts'

/**
 * The longest time until a dead connection is noticed, plus the time until the next attempt, which shows it.
 */
const NOTICED_MS = 30_000 + 2_000
/** From the probe after waking up to the answer over a new connection. */
const AWAKE = { timeout: 15_000 }
/** Half of the time that a request on a dead connection waits by itself. */
const FOUND_OUT = { timeout: 12_000 }
const SENT = /^(Sent|Delivered|Read)$/

describe('a connection dies silently', () => {
  const { scene, device, lineOf } = useLines({ keepsFiles: true })

  /** The page sleeps during `meanwhile`. */
  const asleep = async (page: Page, meanwhile: () => Promise<void>): Promise<void> => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    try {
      await meanwhile()
    } finally {
      await devtools.send('Page.setWebLifecycleState', { state: 'active' })
      await devtools.detach()
    }
  }

  const writeAll = async (page: Page, texts: readonly string[]): Promise<void> => {
    for (const text of texts) await write(page, text)
    await rows(page, texts.at(-1) ?? '')
      .getByText(SENT)
      .waitFor()
  }

  test('a frozen tab catches up when it wakes', async () => {
    const { ada, ben } = scene
    await scene.group()
    const texts = makeNumbered('Frozen', 5)
    await asleep(ada, () => writeAll(ben, texts))
    await expect.poll(() => readNumbered(ada, 'Frozen'), PATIENCE).toEqual(texts)
    await write(ada, 'Awake')
    await rows(ben, 'Awake').waitFor()
  })

  test('a tab whose connection died while it slept notices at once when it wakes', async () => {
    const { ada, ben } = scene
    await scene.group()
    const texts = makeNumbered('Slept', 5)
    await asleep(ada, async () => {
      lineOf(ada).forget('sockets')
      await writeAll(ben, texts)
    })
    // Waking a laptop also fires this event, which a headless tab does not by itself.
    await ada.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect.poll(() => readNumbered(ada, 'Slept'), AWAKE).toEqual(texts)
  })

  test('a black hole is noticed within 30 seconds, and nothing is lost', async () => {
    const { ben, cast } = scene
    const { title } = await scene.group()
    const texts = makeNumbered('Hole', 3)
    const { page: ada, line } = await device(cast.ada.email)
    await ada.clock.install()
    await ada.reload()
    await openConversation(ada, title)
    await write(ben, 'Before the hole')
    await rows(ada, 'Before the hole').waitFor()
    const noticed = ada.waitForEvent('websocket')
    line.forget('sockets')
    for (const text of texts) await write(ben, text)
    await ada.clock.runFor(NOTICED_MS)
    await noticed
    await expect.poll(() => readNumbered(ada, 'Hole'), RECOVERY).toEqual(texts)
    await write(ada, 'Out of the hole')
    await rows(ben, 'Out of the hole').waitFor(PATIENCE)
    await ada.context().close()
  })

  test('a network that forgot every connection is detected by the next message, not by its time limit', async () => {
    const { ada, ben } = scene
    await scene.group()
    const texts = makeNumbered('Forgotten', 3)
    lineOf(ada).forget()
    for (const text of texts) await write(ben, text)
    await write(ada, 'Anybody there?')
    await rows(ben, 'Anybody there?').waitFor(FOUND_OUT)
    await expect.poll(() => readNumbered(ada, 'Forgotten'), FOUND_OUT).toEqual(texts)
  })
})
