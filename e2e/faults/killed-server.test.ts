import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { between, seededRandom } from '../../reliability/random.ts'
import { drawnSeed } from '../../scripts/drawn.ts'
import { Person } from '../person.ts'
import { ADA, BEN, openConversation, said, Stage, write, type OwnStage } from '../stage.ts'
import { numbered, shown } from './fault-stage.ts'

/** Draws the same moments again: LECTERN_SEED=… */
const seed = drawnSeed
const random = seededRandom(seed)
const KILLS = 5
const texts = numbered('Message', 50)
/** High enough to show all messages at once, so that the screen can be read as a whole. */
const viewport = { width: 1000, height: 5_000 }
const ALL_THERE = { timeout: 60_000 }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe(`the server is killed and restarted five times while Ada writes (seed ${seed})`, () => {
  let stage: OwnStage
  let scene: Person
  let conversation_id: string
  let ada: Page
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    stage.complaints.expect(/net::ERR_|status of (429|50\d)/)
    scene = await Person.signIn(stage.server.url, ADA)
    conversation_id = (await scene.conversations()).find(({ kind }) => kind === 'direct')!.id
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA, { viewport }), stage.signedIn(BEN, { viewport })])
    await openConversation(ada, 'Ben')
    await openConversation(ben, 'Ada')
  })

  afterAll(() => stage.close())

  const stored = async (): Promise<string[]> =>
    (await scene.history(conversation_id))
      .map(({ content }) => content)
      .filter((text) => text.startsWith('Message'))

  /** Kills it while messages are on their way: some more have come since it was last started. */
  const kill = async (before: number): Promise<number> => {
    await expect.poll(async () => (await stored()).length, ALL_THERE).toBeGreaterThan(before)
    await pause(between(random, 0, 400))
    const count = (await stored()).length
    await stage.server.kill()
    await pause(between(random, 0, 800))
    await stage.server.start()
    return count
  }

  const killAtRandom = async (): Promise<void> => {
    let count = 0
    for (let kills = 0; kills < KILLS; kills++) count = await kill(count)
  }

  const writeAll = async (): Promise<void> => {
    for (const text of texts) {
      await write(ada, text)
      await pause(between(random, 0, 200))
    }
  }

  test('all 50 messages arrive at Ben once and in order', async () => {
    await Promise.all([writeAll(), killAtRandom()])
    await expect.poll(() => shown(ben, 'Message'), ALL_THERE).toEqual(texts)
  })

  test('both screens show the order of the database', async () => {
    expect(await stored()).toEqual(texts)
    for (const page of [ada, ben]) await expect.poll(() => shown(page, 'Message'), ALL_THERE).toEqual(texts)
  })

  test('nothing is left to send, and a fresh look shows the same', async () => {
    await expect.poll(() => ada.getByText(/^(Delivered|Read)$/).count(), ALL_THERE).toBe(1)
    expect(await ada.getByText('Not sent').count()).toBe(0)
    const before = await said(ada)
    for (const page of [ada, ben]) {
      await page.reload()
      await expect.poll(() => shown(page, 'Message'), ALL_THERE).toEqual(texts)
    }
    expect(await said(ada)).toEqual(before)
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
