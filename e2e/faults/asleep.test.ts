import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADA, BEN, openConversation, PATIENCE, RECOVERY, rows, write } from '../stage.ts'
import { FaultStage, numbered, shown, type Device } from './fault-stage.ts'

/** The longest a dead line may go unnoticed. */
const NOTICED = { timeout: 30_000 }
/** Until the next attempt, which shows that it was noticed. */
const BACKOFF_MS = 2_000
/** From the probe after waking up to the answer over a new line. */
const AWAKE = { timeout: 15_000 }
/** Half of what a request on a dead connection waits by itself. */
const FOUND_OUT = { timeout: 12_000 }
const SENT = /^(Sent|Delivered|Read)$/

describe('a line dies without a word', () => {
  let stage: FaultStage
  let ada: Device
  let ben: Device
  let devtools: CDPSession

  beforeAll(async () => {
    stage = await FaultStage.open()
    ;[ada, ben] = await Promise.all([stage.device(ADA), stage.device(BEN)])
    await openConversation(ada.page, 'Ben')
    await openConversation(ben.page, 'Ada')
    devtools = await ada.page.context().newCDPSession(ada.page)
  })

  afterAll(() => stage.close())

  const sleep = () => devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
  const wake = () => devtools.send('Page.setWebLifecycleState', { state: 'active' })

  test('a frozen tab catches up when it wakes', async () => {
    const texts = numbered('Frozen', 5)
    await sleep()
    for (const text of texts) await write(ben.page, text)
    await rows(ben.page, texts.at(-1)!).getByText(SENT).waitFor()
    await wake()
    await expect.poll(() => shown(ada.page, 'Frozen'), PATIENCE).toEqual(texts)
    await write(ada.page, 'Awake')
    await rows(ben.page, 'Awake').waitFor()
  })

  test('a tab whose line died while it slept notices at once when it wakes', async () => {
    const texts = numbered('Slept', 5)
    await sleep()
    ada.line.forget('sockets')
    for (const text of texts) await write(ben.page, text)
    await rows(ben.page, texts.at(-1)!).getByText(SENT).waitFor()
    await wake()
    // What a laptop's lid does besides, and a headless tab does not by itself.
    await ada.page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await expect.poll(() => shown(ada.page, 'Slept'), AWAKE).toEqual(texts)
  })

  test('a black hole is noticed within 30 seconds, and nothing is lost', async () => {
    const texts = numbered('Hole', 3)
    await write(ben.page, 'Before the hole')
    await rows(ada.page, 'Before the hole').waitFor()
    const noticed = ada.page.waitForEvent('websocket', { timeout: NOTICED.timeout + BACKOFF_MS })
    ada.line.forget('sockets')
    for (const text of texts) await write(ben.page, text)
    await noticed
    await expect.poll(() => shown(ada.page, 'Hole'), RECOVERY).toEqual(texts)
    await write(ada.page, 'Out of the hole')
    await rows(ben.page, 'Out of the hole').waitFor(PATIENCE)
  })

  test('a network that forgot every connection is found out by the next message, not by its time limit', async () => {
    const texts = numbered('Forgotten', 3)
    ada.line.forget()
    for (const text of texts) await write(ben.page, text)
    await write(ada.page, 'Anybody there?')
    await rows(ben.page, 'Anybody there?').waitFor(FOUND_OUT)
    await expect.poll(() => shown(ada.page, 'Forgotten'), FOUND_OUT).toEqual(texts)
  })

  test('nothing complained', () => expect(stage.complaints).toEqual([]))
})
