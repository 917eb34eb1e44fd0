// Threads on two devices of one person: what is followed.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { phoneOfBen } from './phone-of-ben.ts'
import { useScene } from './scene.ts'
import { act, PATIENCE, rows } from './stage.ts'

describe('threads, on two devices of one person', () => {
  const scene = useScene({ windows: ['ben'], ben: { viewport: { width: 1440, height: 900 } } })
  const openPhone = phoneOfBen(scene)
  const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })
  const thread = (page: Page) => page.getByRole('region', { name: 'Thread', exact: true })
  const bell = (page: Page) => thread(page).getByRole('button', { name: 'Follow this thread' })
  const follows = (page: Page) => bell(page).getAttribute('aria-pressed')

  test('one is followed on the phone without a word, and so on the laptop, where it ends for both', async () => {
    const { ben, cast } = scene
    const { id } = await scene.group()
    const question = await cast.ada.say(id, 'Who brings the ruler?')
    const phone = await openPhone()
    await phone.goto(new URL(ben.url()).pathname)
    await rows(phone, 'Who brings the ruler?').waitFor()
    await act(ben, 'Who brings the ruler?', 'Open thread')
    await act(phone, 'Who brings the ruler?', 'Open thread')
    for (const page of [ben, phone]) await expect.poll(() => follows(page), PATIENCE).toBe('false')
    await bell(phone).click()
    for (const page of [ben, phone]) await expect.poll(() => follows(page), PATIENCE).toBe('true')
    expect(await audit(phone)).toEqual([])
    await thread(ben).getByRole('button', { name: 'All threads' }).click()
    await cast.ada.say(id, 'Chloe does', question)
    const inList = details(ben).getByRole('button', { name: 'Follow the thread “Who brings the ruler?”' })
    await expect.poll(() => inList.getAttribute('aria-pressed'), PATIENCE).toBe('true')
    await inList.click()
    await expect.poll(() => follows(phone), PATIENCE).toBe('false')
    // Whoever answers follows it, unless they said otherwise.
    await thread(phone).getByRole('textbox').fill('Or I do')
    await phone.keyboard.press('Enter')
    await rows(ben, 'Or I do').last().waitFor()
    expect([await follows(phone), await inList.getAttribute('aria-pressed')]).toEqual(['false', 'false'])
  })
})
