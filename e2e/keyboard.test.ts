import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADA, BEN, composer, openConversation, PATIENCE, rows, Stage } from './stage.ts'

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return `${element?.tagName} ${element?.getAttribute('aria-label') ?? element?.textContent ?? ''}`
  })

/** Presses Tab until something called `name` has the focus. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${name}; it is on ${await focused(page)}`)
}

describe('everything works without a pointer', () => {
  let stage: Stage
  let ada: Page
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA), stage.signedIn(BEN)])
    await openConversation(ben, 'Ada')
  })

  afterAll(() => stage.close())

  test('Ctrl+K goes to a conversation and the composer has the focus', async () => {
    await ada.keyboard.press('Control+k')
    await ada.getByRole('combobox').waitFor()
    await ada.keyboard.type('ben')
    await ada.keyboard.press('Enter')
    await composer(ada).waitFor()
    await expect.poll(() => focused(ada), PATIENCE).toMatch(/^TEXTAREA Message Ben/)
  })

  test('writing, correcting with ↑ and sending by Enter', async () => {
    await ada.keyboard.type('Typed with keys olny')
    await ada.keyboard.press('Enter')
    await rows(ben, 'Typed with keys olny').waitFor()
    await ada.keyboard.press('ArrowUp')
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('Typed with keys olny')
    await ada.keyboard.press('ControlOrMeta+a')
    await ada.keyboard.type('Typed with keys only')
    await ada.keyboard.press('Enter')
    await rows(ben, 'Typed with keys only').waitFor()
  })

  test('the acts of a message are reached by Tab from the message', async () => {
    const row = rows(ada, 'Typed with keys only')
    await row.focus()
    await tabTo(ada, /^BUTTON More/)
    await ada.keyboard.press('Enter')
    await ada.getByRole('menu').waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('menu').waitFor({ state: 'detached' })
  })

  test('Ctrl+/ shows the keys and Esc closes only them', async () => {
    await ada.keyboard.press('Control+/')
    await ada.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await composer(ada).waitFor()
  })

  test('Alt+↓ and Alt+↑ walk the conversations', async () => {
    const before = ada.url()
    await ada.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => ada.url(), PATIENCE).not.toBe(before)
    await ada.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => ada.url(), PATIENCE).toBe(before)
  })

  test('a conversation is started from the keyboard alone', async () => {
    await ada.keyboard.press('Control+k')
    await ada.keyboard.type('new conv')
    await ada.keyboard.press('Enter')
    await ada.getByRole('dialog', { name: 'New conversation' }).waitFor()
    await ada.getByRole('combobox', { name: 'To' }).waitFor()
    await ada.keyboard.type('chl')
    await ada.getByRole('option', { name: /Chloe/ }).waitFor()
    await expect.poll(() => ada.getByRole('option').count(), PATIENCE).toBe(1)
    await ada.keyboard.press('Enter')
    await tabTo(ada, /^BUTTON Start/)
    await ada.keyboard.press('Enter')
    await ada.getByRole('textbox', { name: 'Message Chloe' }).waitFor()
  })

  test('Tab offers to skip the list', async () => {
    await tabTo(ada, /^A Skip to the conversation/)
    await ada.keyboard.press('Enter')
    expect(await focused(ada)).toMatch(/^MAIN/)
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
