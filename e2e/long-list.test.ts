// Somebody with more conversations than one page of the list.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { DeviceOptions } from './browser.ts'
import { useScene } from './scene.ts'
import { PATIENCE } from './stage.ts'

/** A page of the list is fifty. */
const GROUPS = 52

describe('an instructor with many conversations', () => {
  const scene = useScene({ windows: [], expect: [/ERR_INTERNET_DISCONNECTED/] })
  const listOf = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
  const rowOf = (page: Page, title: string) => listOf(page).getByTitle(title, { exact: true })

  /**
   * A new device, which knows the first page only. The three oldest are on the second: one with a question, one
   * unread, one with Chloe.
   */
  const open = async (options: DeviceOptions = {}): Promise<Page> => {
    await scene.renew()
    const { ada, ben, chloe } = scene.cast
    const asked = await ada.create('group', 'Asked long ago', [ben.id])
    await ben.ask(asked.id, 'May I hand it in late?')
    const unread = await ada.create('group', 'Not read yet', [ben.id])
    await ben.say(unread.id, 'Hello')
    await ada.create('group', 'Quiet corner', [chloe.id])
    for (let index = 0; index < GROUPS; index++) await ada.create('group', `Group ${index}`, [ben.id])
    const page = await scene.stage.signedIn(ada.email, options)
    await rowOf(page, `Group ${GROUPS - 1}`).waitFor()
    expect(await rowOf(page, 'Quiet corner').count()).toBe(0)
    return page
  }

  test('the filters count and show what is further down', async () => {
    const page = await open()
    const filter = (name: string) => listOf(page).getByRole('button', { name, exact: true })
    await filter('Questions 1').click(PATIENCE)
    await rowOf(page, 'Asked long ago').waitFor()
    await filter('Unread 2').click()
    await rowOf(page, 'Not read yet').waitFor()
    expect(await page.title()).toMatch(/^\(2\)/)
    await rowOf(page, 'Not read yet').click()
    await filter('Unread 1').waitFor()
  })

  test('the field reaches a conversation further down, by its words in any order', async () => {
    const page = await open()
    await listOf(page).getByRole('searchbox').fill('corner quiet')
    await rowOf(page, 'Quiet corner').waitFor()
  })

  test('the finder reaches it by a person', async () => {
    const page = await open()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('chloe corner')
    await page.getByRole('option', { name: /Quiet corner/ }).click()
    await page.getByRole('heading', { name: 'Quiet corner' }).first().waitFor()
  })

  test('without a connection the list says that only this device was searched', async () => {
    const page = await open({ keepsFiles: true })
    await page.context().setOffline(true)
    await listOf(page).getByRole('searchbox').fill('corner')
    await listOf(page)
      .getByText(/^Only the conversations on this device were searched/)
      .first()
      .waitFor()
    await page.context().setOffline(false)
    await rowOf(page, 'Quiet corner').waitFor()
  })
})
