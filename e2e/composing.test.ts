import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit } from './audit.ts'
import { Person } from './person.ts'
import { act, ADA, BEN, CHLOE, composer, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'

const suggestions = (page: Page) => page.getByRole('listbox')
const picker = (page: Page) => page.getByRole('combobox', { name: 'Search emoji' })

describe('composing', () => {
  let stage: Stage
  let ada: Page
  let ben: Page
  let course: string
  let chloe: Person

  beforeAll(async () => {
    stage = await Stage.open()
    ;[ada, ben, chloe] = await Promise.all([
      stage.signedIn(ADA),
      stage.signedIn(BEN),
      Person.signIn(stage.server.url, CHLOE),
    ])
    course = (await chloe.conversations()).find(({ kind }) => kind === 'course')?.id ?? ''
    await Promise.all([openConversation(ada, 'Mathematics 1'), openConversation(ben, 'Mathematics 1')])
  })

  afterAll(() => stage.close())

  test('@ finds a member by name, and the message names her for the server too', async () => {
    await composer(ada).pressSequentially('Well done @chl')
    await suggestions(ada).getByRole('option', { name: 'Chloe' }).waitFor()
    await composer(ada).press('Enter')
    await composer(ada).pressSequentially('and all of you')
    await composer(ada).press('Enter')
    await rows(ben, 'Well done @Chloe and all of you').waitFor()
    const message = (await chloe.history(course)).at(-1)
    expect(message?.mentions?.map(({ user_id }) => user_id)).toEqual([chloe.id])
  })

  test('an emoji is found by name, in the text and in the picker, with arrows', async () => {
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
    await composer(ben).pressSequentially('3/')
    expect(await suggestions(ben).count()).toBe(0)
    await composer(ben).fill('')
    await composer(ben).pressSequentially('/cod')
    await suggestions(ben)
      .getByRole('option', { name: /Block of code/ })
      .click()
    await composer(ben).pressSequentially('x = 1')
    await expect.poll(() => composer(ben).inputValue(), PATIENCE).toBe('```\nx = 1\n```')
    await composer(ben).fill('')
    await composer(ben).pressSequentially('/qu')
    await composer(ben).press('Tab')
    await ben.getByText('Asked as a question').waitFor()
    await write(ben, 'Is one a prime?')
    await rows(ada, 'Is one a prime?').waitFor()
    expect((await chloe.history(course)).at(-1)?.question?.status).toBe('unanswered')
  })

  test('a send is taken back within five seconds, for everybody', async () => {
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

  test('what is taken back offline is never there', async () => {
    stage.complaints.expect(/ERR_INTERNET_DISCONNECTED/u)
    await ada.context().setOffline(true)
    await write(ada, 'Not this one')
    await rows(ada, 'Not this one').waitFor()
    await composer(ada).press('ControlOrMeta+z')
    await rows(ada, 'Not this one').waitFor({ state: 'detached' })
    await composer(ada).fill('Rather that')
    await composer(ada).press('Enter')
    await ada.context().setOffline(false)
    // Should it have been on the wire when the line went, it is deleted before anything else is sent.
    await rows(ben, 'Rather that').waitFor({ timeout: 30_000 })
    const said = (await chloe.history(course)).map(({ content }) => content)
    expect(said).not.toContain('Not this one')
  })

  test('formats around a selection, and the browser’s undo takes them away again', async () => {
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
    await composer(ada).fill('')
  })

  test('an input method’s Enter chooses a word and sends nothing', async () => {
    const keys: CDPSession = await ada.context().newCDPSession(ada)
    await composer(ada).focus()
    await keys.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
    const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 }
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...enter })
    await keys.send('Input.insertText', { text: '日本' })
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter })
    await expect.poll(() => composer(ada).inputValue(), PATIENCE).toBe('日本')
    await ada.keyboard.press('Enter')
    await rows(ben, '日本').waitFor()
    expect(await rows(ben, '日本').count()).toBe(1)
  })

  test('Esc closes only what is on top', async () => {
    await act(ada, '日本', 'Reply')
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
    await composer(ada).fill('')
  })

  test('? outside of a text shows the keys', async () => {
    await rows(ada, '日本').last().focus()
    await ada.keyboard.press('?')
    const dialog = ada.getByRole('dialog', { name: 'Keyboard' })
    await dialog.getByRole('searchbox').fill('take back')
    expect(await dialog.getByRole('term').count()).toBe(1)
    await ada.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test.each(['light', 'dark'] as const)('every layer is legible in %s', async (colorScheme) => {
    await ada.emulateMedia({ colorScheme })
    for (const sign of ['@', '/', ':smi']) {
      await composer(ada).fill('')
      await composer(ada).pressSequentially(sign)
      await suggestions(ada).waitFor()
      expect(await audit(ada), `after ${sign}`).toEqual([])
      await ada.keyboard.press('Escape')
    }
    await composer(ada).fill('')
    await ada.getByRole('button', { name: 'Formatting' }).click()
    await ada.getByRole('button', { name: 'Insert emoji' }).click()
    await ada.getByRole('button', { name: 'Skin tone' }).click()
    // A check of all two thousand would take minutes.
    await picker(ada).fill('hand')
    await ada.getByRole('gridcell', { name: 'waving hand' }).waitFor()
    expect(await audit(ada), 'picker').toEqual([])
    await ada.keyboard.press('Escape')
    await ada.getByRole('button', { name: 'Formatting' }).click()
    await ada.keyboard.press('Control+/')
    await ada.getByRole('dialog').waitFor()
    expect(await audit(ada), 'keys').toEqual([])
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('on a phone the keyboard stays, targets are large and nothing sticks out', async () => {
    const phone = await stage.signedIn(BEN, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await openConversation(phone, 'Mathematics 1')
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
    const tall = await composer(phone).boundingBox()
    expect(tall?.height).toBeGreaterThan(250)
    expect(tall?.height).toBeLessThan(0.45 * 844)
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

  test('nothing complained, and nothing was fetched from elsewhere', async () => {
    const hosts = await ada.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).host),
    )
    expect(new Set(hosts)).toEqual(new Set([new URL(stage.server.url).host]))
    expect(stage.complaints.list).toEqual([])
  })
})
