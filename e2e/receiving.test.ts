// A tab that receives more than it can draw: what a reader wants holds, whatever the processor manages. Many people send,
// because one may send only some messages in a row.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { LIMITS } from '@lectern/protocol'
import { endOf, Processor } from './receive-probe.ts'
import type { Person } from './person.ts'
import { useScene } from './scene.ts'
import { openConversation, PATIENCE, write } from './stage.ts'

const SENDERS = 16
/** As many as all of them may send at once. */
const BURST = SENDERS * LIMITS.sends
/** As a telephone beside this machine. */
const SLOWER = 6

describe('a burst', () => {
  const scene = useScene()
  let senders: readonly Person[]
  let made = 0
  beforeAll(async () => {
    const people: Person[] = []
    for (let index = 1; index <= SENDERS; index++)
      people.push(await scene.casting.instructor(`Sender ${index}`))
    senders = people
  })

  /** Ben looks at the end of a new conversation with a page of messages, on a slow device. */
  const open = async () => {
    const title = `Lesson ${++made}`
    const { ada, ben } = scene.cast
    const members = [ben, ...senders].map(({ id }) => id)
    const { id } = await ada.create('group', title, members)
    await openConversation(scene.ben, title)
    for (let number = 1; number <= LIMITS.sends; number++) await ada.say(id, text(number))
    await expect.poll(() => endOf(scene.ben), PATIENCE).toEqual({ number: LIMITS.sends, pill: '' })
    // All of it is read: later ones are the new ones.
    await expect.poll(async () => (await ben.conversation(id)).unread, PATIENCE).toBe(0)
    const processor = await Processor.of(scene.ben)
    await processor.slowDown(SLOWER)
    return { id, title, processor }
  }
  /** The numbers that follow, by all senders at once. Returns the last. */
  const burst = async (id: string): Promise<number> => {
    const first = LIMITS.sends + 1
    await Promise.all(
      senders.map(async (sender, index) => {
        for (let turn = 0; turn < LIMITS.sends; turn++)
          await sender.say(id, text(first + turn * SENDERS + index))
      }),
    )
    return LIMITS.sends + BURST
  }
  const text = (number: number) => `The slope is $\\frac{${number}}{2}$. No. ${number}.`
  /** Whether the end of the list is in view. */
  const isAtEnd = (page: Page): Promise<boolean> =>
    page
      .locator('.lectern-scroller')
      .evaluate(({ scrollHeight, clientHeight, scrollTop }) => scrollHeight - clientHeight - scrollTop < 2)
  const pill = (page: Page): Promise<string> => endOf(page).then((end) => end.pill)
  const scrollUp = async (page: Page, px: number) => {
    await page.locator('.lectern-scroller').hover()
    await page.mouse.wheel(0, -px)
    await expect.poll(() => isAtEnd(page), PATIENCE).toBe(false)
  }

  test('of some hundred messages keeps the end in view on a slow device, with all of them there', async () => {
    const { id, processor } = await open()
    await burst(id)
    const newest = (await scene.cast.ada.history(id)).at(-1)?.content ?? ''
    await scene.ben
      .locator('.lectern-slot')
      .filter({ hasText: numberIn(newest) })
      .last()
      .waitFor()
    await expect.poll(() => isAtEnd(scene.ben), PATIENCE).toBe(true)
    expect(await pill(scene.ben)).toBe('')
    await processor.slowDown(1)
    // What was passed over in drawing is there.
    await scrollUp(scene.ben, 4_000)
    await expect.poll(async () => (await endOf(scene.ben)).number, PATIENCE).toBeGreaterThan(LIMITS.sends)
    // The newest ones have all been seen.
    await expect.poll(() => pill(scene.ben), PATIENCE).toBe('Jump to newest')
  })

  test('does not move a reader further up, and is counted exactly', async () => {
    const { id, processor } = await open()
    await scrollUp(scene.ben, 300)
    const top = () => scene.ben.locator('.lectern-scroller').evaluate(({ scrollTop }) => scrollTop)
    // The browser may animate the wheel.
    await expect.poll(async () => (await top()) === (await top()), PATIENCE).toBe(true)
    const before = await top()
    await burst(id)
    await expect.poll(() => pill(scene.ben), PATIENCE).toBe(`${BURST} new messages`)
    expect(await top()).toBe(before)
    const [last] = (await scene.cast.ada.history(id)).slice(-1)
    const author = senders.find((sender) => sender.id === last?.sender_id)
    await author?.delete(id, last?.id ?? '')
    await expect.poll(() => pill(scene.ben), PATIENCE).toBe(`${BURST - 1} new messages`)
    expect(await top()).toBe(before)
    await processor.slowDown(1)
    await scene.ben.getByRole('button', { name: `${BURST - 1} new messages` }).click()
    await expect.poll(() => isAtEnd(scene.ben), PATIENCE).toBe(true)
    await expect.poll(() => pill(scene.ben), PATIENCE).toBe('')
  })

  test('is followed again by one who writes', async () => {
    const { id, processor } = await open()
    await scrollUp(scene.ben, 300)
    await Promise.all([burst(id), write(scene.ben, 'I see')])
    await expect.poll(() => isAtEnd(scene.ben), PATIENCE).toBe(true)
    await expect.poll(() => pill(scene.ben), PATIENCE).toBe('')
    await processor.slowDown(1)
  })
})

const numberIn = (content: string): string => /No\. \d+\./.exec(content)?.[0] ?? 'no number'
