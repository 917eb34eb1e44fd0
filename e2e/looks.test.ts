import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit, overflow } from './audit.ts'
import { Complaints, openWindow } from './browser.ts'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, write } from './stage.ts'

/** The two phones share a layout: axe checks one of them. */
const SIZES = [
  [360, 740],
  [390, 844],
  [1440, 900],
] as const

/** The violations of a page. */
type Check = (page: Page, where: string) => Promise<void>

const fits: Check = async (page, where) =>
  expect({ where, px_over: await overflow(page) }).toEqual({ where, px_over: 0 })

const isLegible =
  (colorScheme: 'light' | 'dark'): Check =>
  async (page, where) => {
    await fits(page, where)
    // In the dark theme only the colours differ.
    const by = colorScheme === 'dark' ? { rules: ['color-contrast'] } : {}
    const wrong = await audit(page, by)
    // The summary of a flaky test keeps the message only.
    if (wrong.length > 0) throw new Error(`${where}: ${wrong.join('\n')}`)
  }

describe('every page is legible and fits', () => {
  const scene = useScene({ windows: [] })

  // More people than fit into a list.
  beforeAll(async () => {
    for (let number = 1; number <= 8; number++) await scene.casting.instructor(`Instructor ${number}`)
  })

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    const checkAt = (width: number): Check => (width === 360 ? fits : isLegible(colorScheme))

    test.each(SIZES)('sign-in at %i × %i', async (width, height) => {
      const page = await scene.stage.window('somebody', { colorScheme, viewport: { width, height } })
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      await checkAt(width)(page, 'sign-in')
      await page.context().close()
    })

    test.each(SIZES)(
      'list, conversation, details, dialogs and settings at %i × %i',
      async (width, height) => {
        const { cast, stage } = scene
        const check = checkAt(width)
        const page = await stage.signedIn(cast.ben.email, { colorScheme, viewport: { width, height } })
        await check(page, 'list')
        await openConversation(page, 'Ada')
        await write(
          page,
          `A line of \`code\`, **bold** and a [link](https://example.edu) ${colorScheme} ${width}`,
        )
        await check(page, 'conversation')

        if (width < 1100) {
          await page.getByRole('button', { name: 'Conversation menu' }).click()
          await page.getByRole('menuitem', { name: 'Show details' }).click()
          await page.getByRole('dialog', { name: 'Details' }).waitFor()
          await check(page, 'details')
          await page.goBack()
          await page.getByRole('dialog').waitFor({ state: 'detached' })
          await composer(page).waitFor()
        }
        await page.keyboard.press('Control+k')
        await page.getByRole('dialog').waitFor()
        await check(page, 'switcher')
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').waitFor()
        await page.keyboard.type('new conversation')
        await page.keyboard.press('Enter')
        await page.getByRole('dialog', { name: 'New conversation' }).getByRole('option').first().waitFor()
        await check(page, 'new conversation')
        await page.keyboard.press('Escape')
        // Going back over the entry of the dialog would break off what is loaded meanwhile.
        await page.waitForFunction(
          () => !document.querySelector('[role=dialog]') && !(history.state?.lectern_layers > 0),
        )
        await page.goto('/settings')
        await page.getByText('This device').waitFor()
        await check(page, 'settings')
        await page.context().close()
      },
    )
  })

  test('on a phone the back button leads from the conversation to the list', async () => {
    const page = await scene.stage.signedIn(scene.cast.ben.email, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await openConversation(page, 'Ada')
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
    await openConversation(page, 'Ada')
    await page.goBack()
    await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
    await page.context().close()
  })

  test('the chosen theme holds after a reload and over the system’s', async () => {
    const page = await scene.stage.signedIn(scene.cast.ben.email, { colorScheme: 'light' })
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await paper()
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await expect.poll(paper, PATIENCE).not.toBe(light)
    const dark = await paper()
    await page.reload()
    await expect.poll(paper, PATIENCE).toBe(dark)
    await page.context().close()
  })

  test('a violation of the content security policy would be noticed', async () => {
    const { stage } = scene
    const complaints = new Complaints()
    const page = await openWindow(stage.browser, complaints, { name: 'attacker', url: stage.server.url })
    await page.goto('/')
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await expect.poll(() => complaints.list.join(), PATIENCE).toContain('Content Security Policy')
    await page.context().close()
  })
})
