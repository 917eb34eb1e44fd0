import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { launchFrom } from '../browser.ts'
import { useScene } from '../scene.ts'
import { openConversation, RECOVERY, rows, signIn, Stage, write } from '../stage.ts'
import { readStorage } from '../storage-scan.ts'
import { makeNumbered, readNumbered } from './fault-stage.ts'

describe('Ada closes the page while messages wait for the server', () => {
  const scene = useScene({
    open: () => Stage.open(),
    keepsFiles: true,
    expect: [/net::ERR_|status of (429|50\d)/],
  })

  const writeInVain = async (ada: Page, title: string, texts: string[]): Promise<void> => {
    await openConversation(ada, title)
    await scene.stage.server.kill()
    for (const text of texts) await write(ada, text)
    await rows(ada, texts.at(-1)!).waitFor()
    // On the disk, too: a person does not close a tab within milliseconds, but a script does.
    await expect.poll(() => readStorage(ada), RECOVERY).toContain(texts.at(-1))
  }

  /** Once, in order, and no more of them when all is quiet: a later message has arrived, too. */
  const arrives = async (page: Page, name: string, texts: string[], after: string): Promise<void> => {
    await expect.poll(() => readNumbered(page, name), RECOVERY).toEqual(texts)
    await write(scene.ben, after)
    await rows(page, after).waitFor(RECOVERY)
    expect(await readNumbered(page, name)).toEqual(texts)
  }

  test('the tab is closed: reopened later, it sends them once and in order without a click', async () => {
    const { ben, cast, stage } = scene
    const { title } = await scene.group()
    const texts = makeNumbered('Tab', 5)
    const page = await stage.signedIn(cast.ada.email)
    await writeInVain(page, title, texts)
    const device = page.context()
    await page.close()
    await stage.server.start()

    const later = await device.newPage()
    stage.complaints.listen(later, 'ada, later')
    await later.goto('/')
    await arrives(ben, 'Tab', texts, 'I have the tab messages')
    await openConversation(later, title)
    await arrives(later, 'Tab', texts, 'You have the tab messages')
    await device.close()
  })

  test('the whole browser is closed: started again, it sends them once and in order without a click', async () => {
    const { ben, cast, stage } = scene
    const { title } = await scene.group()
    const texts = makeNumbered('Browser', 5)
    const folder = mkdtempSync(join(tmpdir(), 'lectern-browser-'))
    const open = async () => {
      const browser = await launchFrom(folder, { baseURL: stage.server.url })
      const page = await browser.newPage()
      stage.complaints.listen(page, 'ada')
      await page.goto('/')
      return { browser, page }
    }
    const first = await open()
    await signIn(first.page, cast.ada.email)
    await writeInVain(first.page, title, texts)
    await first.browser.close()
    await stage.server.start()

    const second = await open()
    await arrives(ben, 'Browser', texts, 'I have the browser messages')
    await openConversation(second.page, title)
    await arrives(second.page, 'Browser', texts, 'You have the browser messages')
    await second.browser.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
