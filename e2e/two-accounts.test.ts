// Two people in one browser, whose tabs share one cookie.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PASSWORD } from './server.ts'
import { composer, openConversation, PATIENCE, rows, signIn, SOON, write } from './stage.ts'
import { readStorage } from './storage-scan.ts'

describe('two accounts in one browser', () => {
  const scene = useScene({ windows: ['ben'], keepsFiles: true })

  const leave = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL('**/signin*')
  }
  const replacedBy = (page: Page, name: string) =>
    page.getByRole('heading', { name: `Somebody else is signed in in this browser: ${name}` })

  /** Ben's tab with a draft, beside which Ada has signed in in another tab. */
  const benThenAda = async (draft: string): Promise<{ first: Page; second: Page; group: string }> => {
    const { cast, stage } = scene
    const group = `Two accounts ${draft}`
    await cast.ada.create('group', group, [cast.ben.id])
    const first = await stage.signedIn(cast.ben.email)
    const second = await stage.tab(first, 'second')
    await leave(second)
    await first.waitForURL('**/signin*')
    await signIn(first, cast.ben.email)
    await openConversation(first, group)
    await composer(first).fill(draft)
    await expect.poll(() => readStorage(first), PATIENCE).toContain(draft)
    await signIn(second, cast.ada.email)
    return { first, second, group }
  }

  test('S1 the first tab says who is signed in now, and its person comes back to the draft', async () => {
    const { cast, ben } = scene
    const { first, second, group } = await benThenAda('one')
    await replacedBy(first, cast.ada.name).waitFor(SOON)
    expect(await composer(first).count()).toBe(0)
    await first.reload()
    await replacedBy(first, cast.ada.name).waitFor()
    await first.getByRole('button', { name: 'Sign in again' }).click()
    await first.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await first.keyboard.press('Enter')
    await openConversation(first, group)
    await expect.poll(() => composer(first).inputValue(), PATIENCE).toBe('one')
    await composer(first).press('Enter')
    await openConversation(ben, group)
    await rows(ben, 'one').waitFor()
    const { id } = (await cast.ben.conversations()).find(({ title }) => title === group)!
    expect((await cast.ben.history(id)).map(({ sender_id }) => sender_id)).toEqual([cast.ben.id])

    await replacedBy(second, cast.ben.name).waitFor(SOON)
    await first.context().close()
  })

  test('S1 the first tab can go on as the other person, who sees nothing of the first one', async () => {
    const { cast } = scene
    const { first, second, group } = await benThenAda('two')
    await first.getByRole('button', { name: `Continue as ${cast.ada.name}` }).click(SOON)
    await first.getByRole('button', { name: `Account of ${cast.ada.name}` }).waitFor()
    await openConversation(first, group)
    expect(await composer(first).inputValue()).toBe('')
    await write(first, 'from Ada')
    await rows(second, 'from Ada').or(second.getByText('from Ada')).first().waitFor()
    await first.reload()
    await first.getByRole('button', { name: `Account of ${cast.ada.name}` }).waitFor()
    await first.context().close()
  })
})
