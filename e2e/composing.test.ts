import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { useScene } from './scene.ts'
import { act, composer, openConversation, PATIENCE, rows, write } from './stage.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const suggestions = (page: Page) => page.getByRole('listbox')
const picker = (page: Page) => page.getByRole('combobox', { name: 'Search emoji' })

describe('composing', () => {
  const scene = useScene({ ada: { keepsFiles: true }, expect: [/ERR_INTERNET_DISCONNECTED/u] })

  /** The server's version. */
  const stored = async (id: string, content: string) =>
    (await scene.cast.chloe.history(id)).find((message) => message.content === content)

  test('@ finds a member by name, and the server knows the mention too', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.course()
    await composer(ada).pressSequentially('Well done @chl')
    await suggestions(ada).getByRole('option', { name: 'Chloe' }).waitFor()
    await composer(ada).press('Enter')
    await composer(ada).pressSequentially('and all of you')
    await composer(ada).press('Enter')
    await rows(ben, 'Well done @Chloe and all of you').waitFor()
    const message = await stored(id, 'Well done @Chloe and all of you')
    expect(message?.mentions?.map(({ user_id }) => user_id)).toEqual([cast.chloe.id])
  })

  test('an emoji is found by name, in the text and in the picker, with arrows', async () => {
    const { ada, ben } = scene
    await scene.group()
    await composer(ada).pressSequentially('Great :tada')
    await suggestions(ada).waitFor()
    await composer(ada).press(':')
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('Great 🎉')
    await ada.getByRole('button', { name: 'Insert emoji' }).click()
    await picker(ada).fill('heart')
    await ada.getByRole('gridcell').first().waitFor()
    await picker(ada).press('ArrowRight')
    const name = await ada.locator('[role=gridcell][aria-selected=true]').getAttribute('aria-label')
    const chosen = await ada.locator('[role=gridcell][aria-selected=true]').textContent()
    expect(name).toMatch(/heart/u)
    await picker(ada).press('Enter')
    await picker(ada).waitFor({ state: 'detached' })
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toContain(chosen)
    await composer(ada).press('Enter')
    await rows(ben, 'Great 🎉').waitFor()
  })

  test('any emoji is a reaction, in the preferred tone', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'Great 🎉')
    await rows(ben, 'Great 🎉').getByText('Great 🎉').hover()
    await rows(ben, 'Great 🎉').getByRole('button', { name: 'React' }).click()
    await ben.getByRole('button', { name: 'Skin tone' }).click()
    await ben.getByRole('radio', { name: 'Medium-dark' }).check({ force: true })
    await picker(ben).fill('clapping')
    await ben.getByRole('gridcell', { name: 'clapping hands' }).click()
    await rows(ada, 'Great 🎉')
      .getByRole('button', { name: /reacted with 👏🏾/u })
      .waitFor()
  })

  test('/ offers commands, and only at the beginning of a line', async () => {
    const { ada, ben } = scene
    const { id } = await scene.course()
    await composer(ben).pressSequentially('3/cod')
    expect(await suggestions(ben).count()).toBe(0)
    // Enter would choose an offered command.
    await composer(ben).press('Enter')
    await rows(ada, '3/cod').waitFor()
    await composer(ben).pressSequentially('/cod')
    await suggestions(ben)
      .getByRole('option', { name: /Block of code/ })
      .click()
    await composer(ben).pressSequentially('x = 1')
    await expect.poll(() => composer(ben).inputValue(), PATIENCE).toBe('```\nx = 1\n```')
    await composer(ben).fill('')
    await composer(ben).pressSequentially('/qu')
    await suggestions(ben).waitFor()
    await composer(ben).press('Tab')
    await ben.getByText('Asked as a question').waitFor()
    await write(ben, 'Is one a prime?')
    await rows(ada, 'Is one a prime?').waitFor()
    expect((await stored(id, 'Is one a prime?'))?.question?.status).toBe('unanswered')
  })

  test('a message is taken back within five seconds, for all', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Is one a prime?')
    await write(ada, 'Too early, sorry')
    await rows(ben, 'Too early, sorry').waitFor()
    await ada.getByRole('button', { name: 'Undo send' }).click()
    await rows(ben, 'Too early, sorry').waitFor({ state: 'detached' })
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('Too early, sorry')
    await composer(ada).fill('')

    await act(ada, 'Is one a prime?', 'Reply')
    await write(ada, 'No, and here is why')
    await rows(ben, 'No, and here is why').waitFor()
    await composer(ada).press('ControlOrMeta+z')
    await ada.getByText('Replying to Ben').waitFor()
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('No, and here is why')
    await composer(ada).press('Enter')
    await expect.poll(() => rows(ben, 'No, and here is why').count(), PATIENCE).toBe(1)
  })

  test('a message taken back offline never arrives', async () => {
    const { ada, ben } = scene
    const { id } = await scene.group()
    try {
      await ada.context().setOffline(true)
      await write(ada, 'Not this one')
      await rows(ada, 'Not this one').waitFor()
      await composer(ada).press('ControlOrMeta+z')
      await rows(ada, 'Not this one').waitFor({ state: 'detached' })
      await composer(ada).fill('Rather that')
      await composer(ada).press('Enter')
    } finally {
      await ada.context().setOffline(false)
    }
    // If it was on the wire when the connection broke, it is deleted before anything else is sent.
    await rows(ben, 'Rather that').waitFor()
    expect(await stored(id, 'Rather that')).toBeDefined()
    expect(await stored(id, 'Not this one')).toBeUndefined()
  })

  test('formats around a selection, and the browser’s undo removes them', async () => {
    const { ada } = scene
    await scene.group()
    await composer(ada).pressSequentially('one word')
    await ada.keyboard.press('ControlOrMeta+Shift+ArrowLeft')
    await ada.keyboard.press('ControlOrMeta+b')
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('one **word**')
    await ada.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('one word')
    await composer(ada).fill('- one')
    await ada.keyboard.press('Shift+Enter')
    await ada.keyboard.type('two')
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('- one\n- two')
  })

  test('an input method’s Enter chooses a word and does not send', async () => {
    const { ada, ben } = scene
    await scene.group()
    const keys: CDPSession = await ada.context().newCDPSession(ada)
    await composer(ada).focus()
    await keys.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await keys.send('Input.insertText', { text: '日本' })
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
    await keys.detach()
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('日本')
    await ada.keyboard.press('Enter')
    await rows(ben, '日本').waitFor()
    expect(await rows(ben, '日本').count()).toBe(1)
  })

  test('Esc closes only the top layer', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Is one a prime?')
    await act(ada, 'Is one a prime?', 'Reply')
    await composer(ada).pressSequentially('@')
    await suggestions(ada).waitFor()
    await ada.keyboard.press('Escape')
    await suggestions(ada).waitFor({ state: 'detached' })
    expect(await ada.getByText('Replying to').count()).toBe(1)
    await ada.keyboard.press('Control+/')
    await ada.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await ada.getByText('Replying to').count()).toBe(1)
    await ada.keyboard.press('Escape')
    await ada.getByText('Replying to').waitFor({ state: 'detached' })
  })

  test('? outside a text field shows the keys', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Is one a prime?')
    await rows(ada, 'Is one a prime?').focus()
    await ada.keyboard.press('?')
    const dialog = ada.getByRole('dialog', { name: 'Keyboard' })
    await dialog.getByRole('searchbox').fill('take back')
    await expect.poll(() => dialog.getByRole('term').count(), PATIENCE).toBe(1)
    await ada.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  // In the dark theme only the colours differ.
  test.each([
    ['light', {}],
    ['dark', { rules: ['color-contrast'] }],
  ] as const)('every layer is legible in %s', async (colorScheme, by) => {
    const { ada } = scene
    await scene.course()
    try {
      await ada.emulateMedia({ colorScheme })
      for (const sign of ['@', '/', ':smi']) {
        await composer(ada).fill('')
        await composer(ada).pressSequentially(sign)
        await suggestions(ada).waitFor()
        expect(await audit(ada, by), `after ${sign}`).toEqual([])
        await ada.keyboard.press('Escape')
      }
      await composer(ada).fill('')
      await ada.getByRole('button', { name: 'Formatting' }).click()
      await ada.getByRole('button', { name: 'Insert emoji' }).click()
      await ada.getByRole('button', { name: 'Skin tone' }).click()
      // A check of all two thousand would take minutes.
      await picker(ada).fill('hand')
      await ada.getByRole('gridcell', { name: 'waving hand' }).waitFor()
      expect(await audit(ada, by), 'picker').toEqual([])
      await ada.keyboard.press('Escape')
      await ada.getByRole('button', { name: 'Formatting' }).click()
      await ada.keyboard.press('Control+/')
      await ada.getByRole('dialog').waitFor()
      expect(await audit(ada, by), 'keys').toEqual([])
      await ada.keyboard.press('Escape')
      await ada.getByRole('dialog').waitFor({ state: 'detached' })
    } finally {
      await ada.emulateMedia({ colorScheme: null })
    }
  })

  test('on a phone the keyboard stays, targets are large and nothing sticks out', async () => {
    const { ada, cast, stage } = scene
    const { title } = await scene.group()
    const phone = await stage.signedIn(cast.ben.email, PHONE)
    await openConversation(phone, title)
    const send = phone.getByRole('button', { name: 'Send', exact: true })
    const size = await send.boundingBox()
    expect([size?.width, size?.height]).toEqual([44, 44])
    await composer(phone).tap()
    await composer(phone).pressSequentially('@Chl')
    await suggestions(phone).getByRole('option', { name: 'Chloe' }).tap()
    await expect.poll(() => composer(phone).inputValue(), PATIENCE).toBe('@Chloe ')
    await composer(phone).pressSequentially('from my phone')
    await send.tap()
    await rows(ada, 'from my phone').waitFor()
    expect(await composer(phone).evaluate((area) => area === document.activeElement)).toBe(true)
    await composer(phone).fill('line\n'.repeat(60))
    const height = async () => (await composer(phone).boundingBox())?.height ?? 0
    await expect.poll(height, PATIENCE).toBeGreaterThan(250)
    expect(await height()).toBeLessThan(0.45 * 844)
    expect(await send.isVisible()).toBe(true)
    await composer(phone).fill('')
    await phone.getByRole('button', { name: 'Insert emoji' }).tap()
    await picker(phone).fill('hand')
    await phone.getByRole('gridcell', { name: 'waving hand' }).waitFor()
    const box = await phone.getByRole('dialog', { name: 'Emoji' }).boundingBox()
    expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 999) <= 390).toBe(true)
    expect(await audit(phone)).toEqual([])
    await phone.context().close()
  })

  test('nothing is loaded from other hosts', async () => {
    const { ada, ben, stage } = scene
    await scene.group()
    await ada.getByRole('button', { name: 'Insert emoji' }).click()
    await ada.getByRole('gridcell').first().waitFor()
    await ada.keyboard.press('Escape')
    await picker(ada).waitFor({ state: 'detached' })
    await write(ada, 'So $x^2$ and `code`')
    await rows(ben, 'and code').waitFor()
    const hosts = await ada.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).host),
    )
    expect(new Set(hosts)).toEqual(new Set([new URL(stage.server.url).host]))
  })
})
