// Hearing, viewing and reading a file without downloading it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { notebook, SampleFiles, wav, webm } from './sample-files.ts'
import { useScene } from './scene.ts'
import { composer, rows } from './stage.ts'

const SHOWN = { timeout: 40_000 }

/** Plays without sound and returns how far it came. */
const play = (player: HTMLMediaElement): Promise<number> =>
  new Promise((resolve, reject) => {
    player.muted = true
    player.ontimeupdate = () => player.currentTime > 0.1 && resolve(player.currentTime)
    player.onerror = () => reject(new Error(player.error?.message))
    player.play().catch(reject)
  })

describe('a file is previewed by its type', () => {
  const scene = useScene()
  let files: SampleFiles

  beforeAll(async () => {
    files = await SampleFiles.make()
    files.add('tone.wav', wav(2))
    files.add('means.ipynb', notebook())
  })
  afterAll(() => files.remove())

  /** Ben sends it in a new group; returns the row in which Ada sees it. */
  const sent = async (name: string) => {
    const { ada, ben } = scene
    await scene.group()
    await files.choose(ben, name)
    await composer(ben).fill(`Here is ${name}`)
    await composer(ben).press('Enter')
    const row = rows(ada, `Here is ${name}`)
    await row.waitFor(SHOWN)
    return row
  }

  test('audio plays', async () => {
    const row = await sent('tone.wav')
    await row.getByText('Audio').waitFor()
    const player = row.locator('audio')
    expect(await player.evaluate(play)).toBeGreaterThan(0.1)
    expect(await player.evaluate((audio) => (audio as HTMLAudioElement).duration)).toBeCloseTo(2, 1)
    expect(await player.getAttribute('aria-label')).toBe('tone.wav')
  })

  test('video plays, in its own shape', async () => {
    files.add('square.webm', await webm(scene.ben))
    const row = await sent('square.webm')
    await row.getByText('Video').waitFor()
    const player = row.locator('video')
    expect(await player.evaluate(play)).toBeGreaterThan(0.1)
    const shape = await player.evaluate((video) => {
      const { videoWidth, videoHeight } = video as HTMLVideoElement
      return [videoWidth, videoHeight]
    })
    expect(shape).toEqual([160, 90])
  })

  test('a notebook is shown by its cells, with their outputs', async () => {
    const row = await sent('means.ipynb')
    await row.getByRole('button', { name: 'Preview' }).click()
    const cells = row.getByRole('group', { name: 'means.ipynb' })
    await cells.getByRole('heading', { name: 'Means' }).waitFor()
    await cells.getByText('sum([2, 4, 9]) / 3').waitFor()
    await cells.getByText('5.0').waitFor()
    await cells.locator('math').waitFor()
    expect(await audit(scene.ada)).toEqual([])
  })

  test('code is shown in colours, and folds again', async () => {
    const row = await sent('work.py')
    await row.getByRole('button', { name: 'Preview' }).click()
    await row.locator('[data-kind=keyword]').getByText('return').waitFor()
    expect(await audit(scene.ada)).toEqual([])
    await row.getByRole('button', { name: 'Hide preview' }).click()
    await row.locator('pre').waitFor({ state: 'detached' })
  })
})
