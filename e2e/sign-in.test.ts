import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { holdToSilence } from './scene.ts'
import {
  ADA,
  BEN,
  CHLOE,
  composer,
  openConversation,
  PATIENCE,
  signIn,
  SOON,
  Stage,
  write,
  type OwnStage,
} from './stage.ts'
import { readStorage } from './storage-scan.ts'

describe('signing in and out', () => {
  let stage: OwnStage

  beforeAll(async () => {
    stage = await Stage.open()
    stage.keepsFiles = true
    // The browser itself reports each refused sign-in.
    stage.complaints.expect(/status of (401|429)/)
  })

  holdToSilence(() => stage)
  afterEach(() => stage.closeWindows())
  afterAll(() => stage.close())

  test('a wrong password is reported, the email stays, and a right one then works', async () => {
    const page = await stage.window('ada')
    await page.waitForURL('**/signin')
    await page.getByLabel('Email').fill(ADA)
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('do not belong together').waitFor()
    await expect.poll(() => page.getByLabel('Email').inputValue(), PATIENCE).toBe(ADA)
    expect(
      await page
        .getByLabel('Password', { exact: true })
        .evaluate((input) => document.activeElement === input),
    ).toBe(true)
    await signIn(page, ADA)
  })

  test('the password can be shown', async () => {
    const page = await stage.window('ada')
    await page.getByLabel('Password', { exact: true }).fill('secret')
    await page.getByRole('button', { name: 'Show password' }).click()
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text')
  })

  test('a shared link leads through sign-in to its conversation', async () => {
    const first = await stage.signedIn(ADA)
    await openConversation(first, 'Ben')
    const link = first.url()
    await first.context().close()

    const page = await stage.window('ada')
    await page.goto(link)
    await page.waitForURL('**/signin?next=*')
    await signIn(page, ADA)
    await composer(page).waitFor()
    expect(page.url()).toBe(link)
  })

  test('signing out leaves nothing of the person on the device', async () => {
    const page = await stage.signedIn(ADA)
    await openConversation(page, 'Ben')
    await write(page, 'a-sent-canary')
    await page.getByRole('article').filter({ hasText: 'a-sent-canary' }).last().waitFor()
    await composer(page).fill('a-draft-canary')
    await expect.poll(() => readStorage(page), PATIENCE).toContain('a-draft-canary')

    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    const asking = page.getByRole('dialog')
    await asking.getByText('Deleted from this device when you sign out: 1 draft.').waitFor()
    const out = page.waitForResponse((response) => response.url().endsWith('/auth/logout'))
    await asking.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL('**/signin*')
    expect(await (await out).headerValue('clear-site-data')).toBe('"cache"')
    await expect.poll(() => readStorage(page), PATIENCE).not.toContain('canary')
    expect(await readStorage(page)).not.toContain(ADA)

    await page.goto('/settings')
    await page.waitForURL('**/signin?next=*')
  })

  test('a device signed out from another one asks for the password and goes on', async () => {
    const [desk, phone] = [await stage.signedIn(ADA), await stage.signedIn(ADA)]
    await openConversation(phone, 'Ben')
    await composer(phone).fill('Do not lose this')
    await expect.poll(() => readStorage(phone), PATIENCE).toContain('Do not lose this')

    await desk.goto('/settings')
    const others = desk.getByRole('button', { name: /^Sign out Chrome/ })
    await others.first().waitFor()
    while ((await others.count()) > 0) {
      await others.first().click()
      await desk.locator('.toasts').getByRole('button', { name: 'Close' }).first().click()
    }
    await phone.getByRole('dialog', { name: 'Sign in again' }).waitFor(SOON)
    await phone.getByRole('dialog').getByLabel('Password', { exact: true }).fill('chalk-and-slate-42')
    await phone.keyboard.press('Enter')
    await phone.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => composer(phone).inputValue(), PATIENCE).toBe('Do not lose this')
  })

  test('too many attempts lock the form and say for how long; another person may still sign in', async () => {
    const page = await stage.window('chloe')
    await page.getByLabel('Email').fill(CHLOE)
    const answer = page.getByRole('alert').getByText(/do not belong together|Too many attempts/)
    for (let attempts = 0; attempts < 20; attempts++) {
      await page.getByLabel('Password', { exact: true }).fill(`guess ${attempts}`)
      await page.keyboard.press('Enter')
      await answer.waitFor()
      if (/Too many attempts/.test((await answer.textContent()) ?? '')) break
    }
    await page
      .locator('form')
      .getByText(/Too many attempts. You can try again in \d+ (second|minute)/)
      .first()
      .waitFor()
    expect(await page.getByRole('button', { name: 'Sign in' }).isDisabled()).toBe(true)
    await page.context().close()
    await stage.signedIn(BEN)
  })

  test('an unreachable server is reported, and the form works when it is back', async () => {
    stage.complaints.expect(/ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY_RESPONSE/)
    const page = await stage.window('ben')
    await stage.server.kill()
    await page.getByLabel('Email').fill(BEN)
    await page.getByLabel('Password', { exact: true }).fill('anything')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('cannot be reached').waitFor()
    await stage.server.start()
    await signIn(page, BEN)
  })
})
