import { describe, expect, test } from 'vitest'
import { between, seededRandom } from '../../reliability/random.ts'
import { isFull } from '../full.ts'
import { useScene } from '../scene.ts'
import { openConversation, PATIENCE, RECOVERY, readTexts, Stage, write } from '../stage.ts'
import { makeNumbered, readNumbered } from './fault-stage.ts'

/** LECTERN_SEED=… repeats the same moments. */
const seed = Number(process.env['LECTERN_SEED'] ?? 20261123)
const random = seededRandom(seed)
const KILLS = isFull ? 5 : 2
const MESSAGES = isFull ? 50 : 20
/** High enough to show all messages at once, so that the screen can be read as a whole. */
const viewport = { width: 1000, height: 5_000 }

describe(`the server is killed and restarted ${KILLS} times while Ada writes (seed ${seed})`, () => {
  const scene = useScene({
    open: () => Stage.open(),
    keepsFiles: true,
    ada: { viewport },
    ben: { viewport },
    expect: [/net::ERR_|status of (429|50\d)/],
  })

  const stored = async (conversation_id: string): Promise<string[]> =>
    (await scene.cast.ada.history(conversation_id))
      .map(({ content }) => content)
      .filter((text) => text.startsWith('Message'))

  let groups = 0
  /**
   * Writes them to a new group of the two, while the server is killed several times; returns the id of the
   * group.
   */
  const writeThrough = async (texts: readonly string[], kills: number): Promise<string> => {
    const { ada, ben, cast, stage } = scene
    const title = `Group ${++groups}`
    const { id } = await cast.ada.create('group', title, [cast.ben.id])
    for (const page of [ada, ben]) await openConversation(page, title)
    const left = [...texts]
    const writeSome = async (most: number): Promise<void> => {
      for (const text of left.splice(0, between(random, 1, most))) await write(ada, text)
    }
    const some = Math.floor(texts.length / kills / 3)
    let arrived = 0
    for (let kill = 0; kill < kills; kill++) {
      // Some messages are on their way when it dies, and some have arrived since its last start.
      await writeSome(some)
      await expect.poll(async () => (await stored(id)).length, RECOVERY).toBeGreaterThan(arrived)
      await writeSome(some)
      arrived = (await stored(id)).length
      await stage.server.kill()
      await Promise.all([writeSome(some), stage.server.start()])
    }
    for (const text of left) await write(ada, text)
    return id
  }

  test(`all ${MESSAGES} messages arrive at Ben once and in order`, async () => {
    const texts = makeNumbered('Message', MESSAGES)
    await writeThrough(texts, KILLS)
    await expect.poll(() => readNumbered(scene.ben, 'Message'), RECOVERY).toEqual(texts)
  })

  test('both screens show the order of the database', async () => {
    const { ada, ben } = scene
    const texts = makeNumbered('Message', 10)
    const id = await writeThrough(texts, 1)
    await expect.poll(() => stored(id), RECOVERY).toEqual(texts)
    for (const page of [ada, ben])
      await expect.poll(() => readNumbered(page, 'Message'), RECOVERY).toEqual(texts)
  })

  test('no message is left to send, and a new device shows the same', async () => {
    const { ada, ben } = scene
    const texts = makeNumbered('Message', 10)
    await writeThrough(texts, 1)
    for (const page of [ada, ben])
      await expect.poll(() => readNumbered(page, 'Message'), RECOVERY).toEqual(texts)
    await expect
      .poll(
        () =>
          ada
            .getByRole('log')
            .getByText(/^(Delivered|Read)$/)
            .count(),
        RECOVERY,
      )
      .toBe(1)
    expect(await ada.getByText('Not sent').count()).toBe(0)
    const before = await readTexts(ada)
    for (const page of [ada, ben]) {
      await page.reload()
      await expect.poll(() => readNumbered(page, 'Message'), PATIENCE).toEqual(texts)
    }
    expect(await readTexts(ada)).toEqual(before)
  })
})
