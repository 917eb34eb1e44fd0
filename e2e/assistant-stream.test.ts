import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { StubProvider } from '../apps/server/src/testing/stub-provider.ts'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, RECOVERY, Stage } from './stage.ts'

const WORDS = Array.from({ length: 120 }, (_, index) => `word${index + 1} `)
const WHOLE = WORDS.join('').trim()

/** The text of the assistant's last answer. */
const answer = (page: Page) =>
  page
    .getByRole('article', { name: /^Assistant/ })
    .last()
    .locator('.lectern-bubble')
const words = async (page: Page): Promise<string> =>
  ((await answer(page).allTextContents())[0] ?? '').match(/word\d+/g)?.join(' ') ?? ''

/** Records every text that the answer shows in this page, from now on or from its next load. */
const witness = async (page: Page): Promise<() => Promise<string[]>> => {
  const seen: string[] = []
  await page.exposeFunction('witnessed', (text: string) => void seen.push(text))
  const watch = () => {
    const look = () => {
      const said = '[role="article"][aria-label^="Assistant"] .lectern-bubble'
      const found = [...document.querySelectorAll(said)].at(-1)?.textContent.match(/word\d+/g)
      if (found) void (window as unknown as { witnessed(text: string): void }).witnessed(found.join(' '))
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  }
  await page.addInitScript(watch)
  await page.evaluate(watch)
  return async () => seen
}

/** Every text is a beginning of the whole, and none is shorter than the one before. */
const expectToGrow = (seen: readonly string[]): void => {
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.filter((text) => !WHOLE.startsWith(text))).toEqual([])
  const shrunk = seen.filter((text, index) => text.length < (seen[index - 1]?.length ?? 0))
  expect(shrunk).toEqual([])
}

const ask = async (page: Page, question: string): Promise<void> => {
  await composer(page).pressSequentially('@Assis')
  await page.getByRole('option', { name: /Assistant/ }).click()
  await composer(page).pressSequentially(question)
  await composer(page).press('Enter')
}

describe('an answer while it is being written', () => {
  let provider: StubProvider
  const scene = useScene({
    open: async () => {
      provider = await new StubProvider('openai-compatible').open()
      return Stage.open({
        LECTERN_ASSISTANT: 'openai-compatible',
        LECTERN_ASSISTANT_URL: provider.url,
        LECTERN_ASSISTANT_MODEL: 'small',
      })
    },
    expect: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED/],
  })
  afterAll(() => provider.close())

  /** Another device that shows the course. */
  const device = async (email: string, title: string): Promise<Page> => {
    const page = await scene.stage.signedIn(email)
    await openConversation(page, title)
    return page
  }

  test('grows alike on a second device, for a late one, and over a reload', async () => {
    const { ben, cast } = scene
    const { title } = await scene.course()
    const second = await device(cast.ben.email, title)
    const onSecond = await witness(second)
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>()
    provider.next({ words: WORDS, pause_ms: 20, hold: { after: 60, until } })
    await ask(ben, 'what is a limit?')
    const half = WORDS.slice(0, 60).join('').trim()
    await expect.poll(() => words(ben), PATIENCE).toBe(half)
    await ben.reload()
    const late = await device(cast.ada.email, title)
    // Text since the last checkpoint is included, though the model pauses.
    for (const page of [ben, late]) await expect.poll(() => words(page), PATIENCE).toBe(half)
    goOn()
    for (const page of [ben, second, late]) await expect.poll(() => words(page), RECOVERY).toBe(WHOLE)
    expectToGrow(await onSecond())
    for (const page of [second, late]) await page.context().close()
  })

  test('is stopped for all at the same word, and says so', async () => {
    const { ada, ben } = scene
    await scene.course()
    provider.next({ words: WORDS, pause_ms: 50, hold: { after: 60, until: new Promise(() => {}) } })
    await ask(ben, 'what is a derivative?')
    await expect.poll(() => words(ben), PATIENCE).toContain('word8 ')
    await ben.getByRole('button', { name: 'Stop', exact: true }).click()
    for (const page of [ben, ada])
      await page
        .getByRole('article', { name: /^Assistant/ })
        .last()
        .getByText(/stopped/i)
        .waitFor()
    const left = await words(ben)
    expect(left).not.toBe(WHOLE)
    expect(WHOLE.startsWith(left)).toBe(true)
    await expect.poll(() => words(ada), PATIENCE).toBe(left)
    expect(await provider.asked.at(-1)?.gone).toBeUndefined()
  })

  test('is complete or marked as interrupted after the server was killed', async () => {
    const { cast, stage } = scene
    const { title } = await scene.course()
    const ben = await device(cast.ben.email, title)
    const seen = await witness(ben)
    provider.next({ words: WORDS, pause_ms: 50, hold: { after: 80, until: new Promise(() => {}) } })
    await ask(ben, 'what is an integral?')
    await expect.poll(() => words(ben), PATIENCE).toContain('word12 ')
    await stage.server.kill()
    const shown = await words(ben)
    await stage.server.start()
    await ben
      .getByRole('article', { name: /^Assistant/ })
      .last()
      .getByText(/interrupted/i)
      .waitFor(RECOVERY)
    const left = await words(ben)
    expect(WHOLE.startsWith(left)).toBe(true)
    // Text that was not on disk when the server died may be lost; at most a second of it.
    expect(shown.split(' ').length - left.split(' ').length).toBeLessThan(25)
    expect((await seen()).filter((text) => !WHOLE.startsWith(text))).toEqual([])
    await ben.reload()
    await expect.poll(() => words(ben), PATIENCE).toBe(left)
    const late = await device(cast.ada.email, title)
    await expect.poll(() => words(late), PATIENCE).toBe(left)
    for (const page of [ben, late]) await page.context().close()
  })
})
