import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, overflow } from './audit.ts'
import { Complaints, openWindow } from './browser.ts'
import { BEN, composer, openConversation, PATIENCE, Stage, write } from './stage.ts'

const SIZES = [
  [360, 740],
  [390, 844],
  [1440, 900],
] as const

describe('every page is legible and fits', () => {
  let stage: Stage

  beforeAll(async () => void (stage = await Stage.open()))
  afterAll(() => stage.close())

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(SIZES)('sign-in at %i × %i', async (width, height) => {
      const page = await stage.window('somebody', { colorScheme, viewport: { width, height } })
      expect(await audit(page)).toEqual([])
      expect(await overflow(page)).toBe(0)
      await page.context().close()
    })

    test.each(SIZES)(
      'list, conversation, details, dialogs and settings at %i × %i',
      async (width, height) => {
        const page = await stage.signedIn(BEN, { colorScheme, viewport: { width, height } })
        expect(await audit(page), 'list').toEqual([])
        await openConversation(page, 'Ada')
        await write(
          page,
          `A line of \`code\`, **bold** and a [link](https://example.edu) ${colorScheme} ${width}`,
        )
        expect(await audit(page), 'conversation').toEqual([])
        expect(await overflow(page)).toBe(0)

        if (width < 1100) {
          await page.getByRole('button', { name: 'Conversation menu' }).click()
          await page.getByRole('menuitem', { name: 'Show details' }).click()
          await page.getByRole('dialog', { name: 'Details' }).waitFor()
          expect(await audit(page), 'details').toEqual([])
          await page.goBack()
          await page.getByRole('dialog').waitFor({ state: 'detached' })
          await composer(page).waitFor()
        }
        await page.keyboard.press('Control+k')
        await page.getByRole('dialog').waitFor()
        expect(await audit(page), 'switcher').toEqual([])
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
        await page.keyboard.press('Control+k')
        await page.keyboard.type('new conversation')
        await page.keyboard.press('Enter')
        await page.getByRole('dialog', { name: 'New conversation' }).getByRole('option').first().waitFor()
        expect(await audit(page), 'new conversation').toEqual([])
        await page.keyboard.press('Escape')
        await page.goto('/settings')
        await page.getByText('This device').waitFor()
        expect(await audit(page), 'settings').toEqual([])
        expect(await overflow(page)).toBe(0)
        await page.context().close()
      },
    )
  })

  test('on a phone the back button leads from the conversation to the list', async () => {
    const page = await stage.signedIn(BEN, {
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
    const page = await stage.signedIn(BEN, { colorScheme: 'light' })
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await paper()
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    await expect.poll(paper, PATIENCE).not.toBe(light)
    const dark = await paper()
    await page.reload()
    expect(await paper()).toBe(dark)
    await page.context().close()
  })

  test('what breaks the content security policy would be heard', async () => {
    const complaints = new Complaints()
    const page = await openWindow(stage.browser, complaints, { name: 'attacker', url: stage.server.url })
    await page.goto('/')
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'))
    await expect.poll(() => complaints.list.join(), PATIENCE).toContain('Content Security Policy')
    await page.context().close()
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
