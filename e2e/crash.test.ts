import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, offlineBar, PATIENCE, readTexts, RECOVERY, rows, SOON, Stage, write } from './stage.ts'
import { readStorage } from './storage-scan.ts'

describe('the server dies under two open windows', () => {
  const scene = useScene({
    open: () => Stage.open(),
    keepsFiles: true,
    // While the server is down the browser reports every request and socket; that is expected here.
    expect: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/],
  })

  test('both recover by themselves; messages written meanwhile arrive exactly once', async () => {
    const { ada, ben, stage } = scene
    await scene.group()
    await write(ada, 'Before the crash')
    await rows(ben, 'Before the crash').waitFor()
    await stage.server.kill()
    await write(ada, 'Written while it was down')
    await write(ben, 'Written by Ben meanwhile')
    expect(await rows(ada, 'Written while it was down').count()).toBe(1)
    await offlineBar(ada)
      .getByText(/1 message will be sent/)
      .waitFor(PATIENCE)

    await stage.server.start()
    for (const page of [ada, ben]) {
      await expect.poll(() => rows(page, 'Written while it was down').count(), RECOVERY).toBe(1)
      await expect.poll(() => rows(page, 'Written by Ben meanwhile').count(), RECOVERY).toBe(1)
    }
    for (const page of [ada, ben]) await offlineBar(page).waitFor({ state: 'hidden' })

    await write(ada, 'After the crash')
    await rows(ben, 'After the crash').waitFor(SOON)
    for (const page of [ada, ben]) {
      for (const text of [
        'Before the crash',
        'Written while it was down',
        'Written by Ben meanwhile',
        'After the crash',
      ])
        expect(await rows(page, text).count()).toBe(1)
    }
  })

  test('a reload opens the same conversation, with its history and the draft', async () => {
    const { ada, cast, stage } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'Before the crash')
    await cast.ben.say(id, 'Written by Ben')
    await stage.server.kill()
    await write(ada, 'Written while it was down')
    await stage.server.start()
    await rows(ada, 'Written while it was down')
      .getByText(/Sent|Delivered|Read/)
      .waitFor(RECOVERY)
    await cast.ada.say(id, 'After the crash')
    await rows(ada, 'After the crash').waitFor(RECOVERY)
    await composer(ada).fill('Half a thought')
    await expect.poll(() => readTexts(ada).then((list) => list.length), PATIENCE).toBeGreaterThan(3)
    const before = await readTexts(ada)
    const url = ada.url()
    await expect.poll(() => readStorage(ada), PATIENCE).toContain('Half a thought')
    await ada.reload()
    await rows(ada, 'After the crash').waitFor()
    expect(ada.url()).toBe(url)
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('Half a thought')
    await expect.poll(() => readTexts(ada), PATIENCE).toEqual(before)
  })

  test('another restart while the student only reads loses nothing', async () => {
    const { ada, ben, stage } = scene
    await scene.group()
    await stage.server.kill()
    await stage.server.start()
    await write(ada, 'Right after the second restart')
    await expect.poll(() => rows(ben, 'Right after the second restart').count(), RECOVERY).toBe(1)
  })
})
