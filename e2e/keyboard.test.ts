import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return `${element?.tagName} ${element?.getAttribute('aria-label') ?? element?.textContent ?? ''}`
  })

/** Presses Tab until an element called `name` has the focus. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  for (let presses = 0; presses < 60; presses++) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${name}; it is on ${await focused(page)}`)
}

describe('everything works without a pointer', () => {
  const scene = useScene()

  test('Ctrl+K opens a conversation and the composer has the focus', async () => {
    const { ada } = scene
    await openConversation(ada, 'Mathematics')
    await ada.keyboard.press('Control+k')
    await ada.getByRole('combobox').waitFor()
    await ada.keyboard.type('ben')
    await ada.keyboard.press('Enter')
    await expect.poll(() => focused(ada), PATIENCE).toMatch(/^TEXTAREA Message Ben/)
  })

  test('writing, correcting with ↑ and sending by Enter', async () => {
    const { ada, ben } = scene
    await scene.group()
    await composer(ada).focus()
    await ada.keyboard.type('Typed with keys olny')
    await ada.keyboard.press('Enter')
    await rows(ben, 'Typed with keys olny').waitFor()
    // It can be corrected as soon as the server's answer is there.
    await rows(ada, 'Typed with keys olny')
      .getByText(/^(Sent|Delivered|Read)/)
      .waitFor()
    await ada.keyboard.press('ArrowUp')
    const editing = ada.getByRole('textbox', { name: /Editing|Message/ })
    await expect.poll(() => editing.inputValue(), PATIENCE).toBe('Typed with keys olny')
    await ada.keyboard.press('ControlOrMeta+a')
    await ada.keyboard.type('Typed with keys only')
    await ada.keyboard.press('Enter')
    await rows(ben, 'Typed with keys only').waitFor()
  })

  test('the acts of a message are reached by Tab from the message', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'Typed with keys only')
    await rows(ada, 'Typed with keys only').focus()
    await tabTo(ada, /^BUTTON More/)
    await ada.keyboard.press('Enter')
    await ada.getByRole('menu').waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('menu').waitFor({ state: 'detached' })
  })

  test('Ctrl+/ shows the keys and Esc closes only them', async () => {
    const { ada } = scene
    await scene.group()
    await ada.keyboard.press('Control+/')
    await ada.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await composer(ada).waitFor()
  })

  test('Alt+↓ and Alt+↑ walk the conversations', async () => {
    const { ada } = scene
    await scene.group()
    const before = ada.url()
    await ada.keyboard.press('Alt+ArrowDown')
    await expect.poll(() => ada.url(), PATIENCE).not.toBe(before)
    await ada.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => ada.url(), PATIENCE).toBe(before)
  })

  test('a conversation is started from the keyboard alone', async () => {
    const { ada } = scene
    const name = await somebody()
    await scene.group()
    await ada.keyboard.press('Control+k')
    await ada.getByRole('combobox').waitFor()
    await ada.keyboard.type('new conv')
    await ada.keyboard.press('Enter')
    await ada.getByRole('dialog', { name: 'New conversation' }).waitFor()
    await ada.getByRole('combobox', { name: 'To' }).waitFor()
    await ada.keyboard.type(name.toLowerCase())
    await ada.getByRole('option', { name }).waitFor()
    await expect.poll(() => ada.getByRole('option').count(), PATIENCE).toBe(1)
    await ada.keyboard.press('Enter')
    await tabTo(ada, /^BUTTON Start/)
    await ada.keyboard.press('Enter')
    await ada.getByRole('textbox', { name: `Message ${name}` }).waitFor()
  })

  test('Tab offers to skip the list', async () => {
    const { ada } = scene
    await scene.group()
    await tabTo(ada, /^A Skip to the conversation/)
    await ada.keyboard.press('Enter')
    await expect.poll(() => focused(ada), PATIENCE).toMatch(/^MAIN/)
  })

  /** A new person with a unique name and no conversations. */
  const somebody = async (): Promise<string> => {
    const name = `Chloe ${crypto.randomUUID().slice(-8)}`
    await scene.casting.student(name)
    return name
  }
})
