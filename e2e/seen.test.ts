// What is on the screen can be reached, read and told apart.
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { openConversation, rows } from './stage.ts'

const SHOWN = { timeout: 40_000 }

describe('the toolbar of a message', () => {
  const scene = useScene()
  let files: SampleFiles

  beforeAll(async () => void (files = await SampleFiles.make()))
  afterAll(() => files.remove())

  const LONG = `A long one: ${'words that fill the line of the column '.repeat(8)}`

  /** In a group: messages of both, short, long, with code, with a file, and a card each. */
  const withAllKinds = async (): Promise<string> => {
    const { ada, ben, chloe } = scene.cast
    const title = `Toolbars ${crypto.randomUUID().slice(0, 8)}`
    const { id } = await ada.create('group', title, [ben.id, chloe.id])
    const session = { subject: 'Squares', question: 'Why is every square positive?' }
    for (const person of [ada, ben]) {
      await person.say(id, 'Short')
      await person.say(id, LONG)
      await person.say(id, 'Code\n```\nx = 1\n```')
      await person.sendFiles(id, 'A file', files.read('work.py'))
      await person.post(id, { type: 'tutoring_topic', data: session })
    }
    return title
  }

  /** What of the row's toolbar is out of reach, and the names of its buttons from left to right. */
  const look = async (row: Locator) => {
    await row.scrollIntoViewIfNeeded()
    await row.locator('.lectern-bubble').hover({ position: { x: 12, y: 12 } })
    const toolbar = row.getByRole('group', { name: 'Message actions' })
    await toolbar.waitFor()
    return toolbar.evaluate((bar) => {
      const column = bar.closest('.lectern-row')!.getBoundingClientRect()
      const buttons = [...bar.querySelectorAll('button')]
      const out = buttons.filter((button) => {
        const { left, right, top, bottom } = button.getBoundingClientRect()
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        return left < column.left || right > column.right || !button.contains(hit)
      })
      const byPlace = buttons.toSorted((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
      const name = (button: Element) => button.getAttribute('aria-label')
      return { out: out.map(name), order: byPlace.map(name).join() }
    })
  }

  test.each([1440, 1240, 900, 760])('lies in the column, in one order, at %i px', async (width) => {
    const title = await withAllKinds()
    const { stage, cast } = scene
    const page = await stage.signedIn(cast.ada.email, { viewport: { width, height: 900 } })
    await openConversation(page, title)
    await rows(page, 'A file').first().waitFor()
    for (const preview of await page.getByRole('button', { name: 'Preview' }).all()) await preview.click()
    await page.locator('.lectern-file-preview[data-open]').nth(1).waitFor(SHOWN)
    const seen = []
    for (const row of await page.getByRole('article').all()) seen.push(await look(row))
    expect(seen).toHaveLength(10)
    expect(seen.flatMap(({ out }) => out)).toEqual([])
    expect([...new Set(seen.map(({ order }) => order))]).toEqual(['React,Reply,More'])
    await page.context().close()
  })
})

describe('an account without conversations', () => {
  const scene = useScene()

  test.each([1440, 360])('has one picture as drawn, and one button to begin, at %i px', async (width) => {
    const { email } = await scene.casting.instructor(`Instructor ${crypto.randomUUID().slice(0, 4)}`)
    const page = await scene.stage.signedIn(email, { viewport: { width, height: 800 } })
    const list = page.getByRole('navigation', { name: 'Conversations' })
    await list.getByText('Messages with your students and colleagues will be kept here.').waitFor()
    // The desk of the picture: a rule of another picture once made a plank of it.
    const desk = list.locator('svg rect')
    const style = await desk.evaluate((rect) => {
      const { inlineSize, fill } = getComputedStyle(rect)
      return { inlineSize, isFilled: fill !== 'none' && fill !== 'rgb(0, 0, 0)' }
    })
    expect(style).toEqual({ inlineSize: '36px', isFilled: true })
    const begin = page.getByText(/^(Start a conversation|New conversation)$/).filter({ visible: true })
    expect(await begin.count()).toBe(1)
    await page.context().close()
  })
})
