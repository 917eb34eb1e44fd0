import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchFrom } from '../browser.ts'
import { ADA, BEN, openConversation, RECOVERY, rows, signIn, Stage, write, type OwnStage } from '../stage.ts'
import { numbered, shown } from './fault-stage.ts'
import { stored } from '../storage-scan.ts'

describe('Ada closes the page while messages wait for the server', () => {
  let stage: OwnStage
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    stage.complaints.expect(/net::ERR_|status of (429|50\d)/)
    ben = await stage.signedIn(BEN)
    await openConversation(ben, 'Ada')
  })

  beforeEach(() => ben.reload())
  afterAll(() => stage.close())

  const writeInVain = async (ada: Page, texts: string[]): Promise<void> => {
    await openConversation(ada, 'Ben')
    await stage.server.kill()
    for (const text of texts) await write(ada, text)
    await rows(ada, texts.at(-1)!).waitFor()
    // On the disk, too: nobody closes a tab within milliseconds, but a script does.
    await expect.poll(() => stored(ada), RECOVERY).toContain(texts.at(-1))
  }

  /** Once, in order, and no more of them when everything has calmed down: a message after them has come, too. */
  const arrives = async (page: Page, name: string, texts: string[], after: string): Promise<void> => {
    await expect.poll(() => shown(page, name), RECOVERY).toEqual(texts)
    await write(ben, after)
    await rows(page, after).waitFor(RECOVERY)
    expect(await shown(page, name)).toEqual(texts)
  }

  test('the tab is closed: reopened later, it sends them once and in order without a click', async () => {
    const texts = numbered('Tab', 5)
    const page = await stage.signedIn(ADA)
    await writeInVain(page, texts)
    const device = page.context()
    await page.close()
    await stage.server.start()

    const later = await device.newPage()
    stage.complaints.listen(later, 'ada, later')
    await later.goto('/')
    await arrives(ben, 'Tab', texts, 'I have the tab messages')
    await openConversation(later, 'Ben')
    await arrives(later, 'Tab', texts, 'You have the tab messages')
    await device.close()
  })

  test('the whole browser is closed: started again, it sends them once and in order without a click', async () => {
    const texts = numbered('Browser', 5)
    const folder = mkdtempSync(join(tmpdir(), 'lectern-browser-'))
    const open = async () => {
      const browser = await launchFrom(folder, { baseURL: stage.server.url })
      const page = await browser.newPage()
      stage.complaints.listen(page, 'ada')
      await page.goto('/')
      return { browser, page }
    }
    const first = await open()
    await signIn(first.page, ADA)
    await writeInVain(first.page, texts)
    await first.browser.close()
    await stage.server.start()

    const second = await open()
    await arrives(ben, 'Browser', texts, 'I have the browser messages')
    await openConversation(second.page, 'Ben')
    await arrives(second.page, 'Browser', texts, 'You have the browser messages')
    await second.browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
