// People change their password and end other devices, in the settings.
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PASSWORD } from './server.ts'
import { composer, PATIENCE, SOON } from './stage.ts'

const NEW = 'slate-and-sponge-77'

describe('the own account', () => {
  // The browser itself reports each refusal.
  const scene = useScene({ windows: [], expect: [/status of (400|401|403)/] })

  test('the password is changed, and faults stand at their field', async () => {
    const { cast, stage } = scene
    const [desk, phone] = [await stage.signedIn(cast.ada.email), await stage.signedIn(cast.ada.email)]
    await desk.goto('/settings')
    await desk.getByRole('button', { name: 'Change password' }).click()
    const current = desk.getByLabel('Current password')
    const next = desk.getByLabel('New password')
    const faultOf = (field: typeof current) =>
      field.evaluate((input) => {
        const note = document.getElementById(input.getAttribute('aria-describedby') ?? '')
        return { invalid: input.getAttribute('aria-invalid'), text: note?.textContent ?? '' }
      })

    await current.fill('not this one')
    await next.fill(NEW)
    await next.press('Enter')
    await expect
      .poll(() => faultOf(current), PATIENCE)
      .toEqual({ invalid: 'true', text: 'This is not your current password.' })
    await current.fill(PASSWORD)
    await next.fill('Password123')
    await next.press('Enter')
    await expect
      .poll(async () => (await faultOf(next)).text, PATIENCE)
      .toContain('Many people use this password')
    expect((await faultOf(current)).invalid).toBe('false')
    await next.fill(NEW)
    await next.press('Enter')
    await desk.locator('.toasts').getByText('Your password was changed.').waitFor()

    await phone.getByRole('dialog', { name: 'Sign in again' }).waitFor(SOON)
    await phone.getByRole('dialog').getByLabel('Password', { exact: true }).fill(NEW)
    await phone.keyboard.press('Enter')
    await phone.getByRole('dialog').waitFor({ state: 'detached' })
    for (const page of [desk, phone]) await page.context().close()
    await scene.renew()
  })

  test('all other devices are signed out at once, and this one stays', async () => {
    const { cast, stage } = scene
    const [desk, phone, tablet] = [
      await stage.signedIn(cast.ben.email),
      await stage.signedIn(cast.ben.email),
      await stage.signedIn(cast.ben.email),
    ]
    await desk.goto('/settings')
    await desk.getByRole('button', { name: 'Sign out all others' }).click()
    await desk.locator('.toasts').getByRole('button', { name: 'Close' }).first().click()
    for (const page of [phone, tablet])
      await page.getByRole('dialog', { name: 'Sign in again' }).waitFor(SOON)
    await desk.reload()
    await desk.getByText('This device').waitFor()
    expect(await desk.getByRole('button', { name: /^Sign out / }).count()).toBe(0)
    for (const page of [desk, phone, tablet]) await page.context().close()
    await scene.renew()
  })

  test('O13 a password that is due is changed before anything else, also after a reload', async () => {
    const { cast, casting, stage } = scene
    const page = await stage.signedIn(cast.chloe.email)
    await page.goto(`/c/${cast.course}`)
    await page.getByRole('heading', { name: 'Mathematics 1' }).first().waitFor()
    await composer(page).fill('Half a thought')
    await casting.requireNewPassword(cast.chloe)
    const again = page.getByRole('dialog', { name: 'Sign in again' })
    await again.waitFor(SOON)
    await again.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    const heading = page.getByRole('heading', { name: 'Choose a new password', level: 1 })
    await heading.waitFor(SOON)
    await page.reload()
    await heading.waitFor(SOON)
    // The draft of before is still on the device.
    await page.getByRole('button', { name: 'Sign out' }).click()
    const asked = page.getByRole('dialog', { name: 'Sign out before everything is sent?' })
    await asked.getByText(/draft/).waitFor(SOON)
    await asked.getByRole('button', { name: 'Stay signed in' }).click()
    await page.getByLabel('Current password').fill(PASSWORD)
    await page.getByLabel('New password').fill(NEW)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Mathematics 1' }).first().waitFor(SOON)
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe('Half a thought')
    await page.context().close()
    await scene.renew()
  })
})
