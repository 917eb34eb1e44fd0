// Parts of the app that are loaded when they are needed, and do not come.
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PATIENCE } from './stage.ts'

describe('a part of the app that cannot be loaded', () => {
  // On a device that keeps the files of the app it would be there.
  const scene = useScene({ windows: ['ada'], expect: [/net::ERR_FAILED/] })

  test('a page says so, and its button loads it', async () => {
    const { ada } = scene
    const part = /\/assets\/SettingsPage-/
    await ada.route(part, (route) => route.abort())
    await ada.goto('/settings')
    const failed = ada.getByRole('heading', { name: 'This part of Lectern could not be loaded' })
    const again = ada.getByRole('button', { name: 'Try again' })
    await failed.waitFor(PATIENCE)
    await again.click()
    await failed.waitFor(PATIENCE)
    await ada.unroute(part)
    await again.click()
    await ada.getByRole('combobox', { name: 'Language' }).waitFor(PATIENCE)
    expect(await failed.count()).toBe(0)
  })

  test('a menu says so in a note, and its button opens it', async () => {
    const { ada } = scene
    const part = /\/assets\/AccountItems-/
    await ada.goto('/')
    await ada.route(part, (route) => route.abort())
    await ada.getByRole('button', { name: /^Account/ }).click()
    const again = ada.locator('.toasts').getByRole('button', { name: 'Try again' })
    await again.waitFor(PATIENCE)
    await ada.unroute(part)
    await again.click()
    await ada.getByRole('menuitem', { name: 'Settings' }).waitFor(PATIENCE)
  })
})
