// Every hostile text as a message of its own, and as many as fit as names and titles, in the app as it is served: with
// its content security policy and Trusted Types enforced. Nothing may run, open, load, leave or complain.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE_TEXTS, hostileLines } from '../packages/react/src/testing/hostile-texts.ts'
import { Person } from './person.ts'
import { ADA, BEN, CHLOE, PATIENCE, signIn, Stage } from './stage.ts'

const WRITERS = [ADA, BEN, CHLOE]
/** As many as a writer may send to one conversation at once. */
const AT_ONCE = 20
const CHUNK = AT_ONCE * WRITERS.length

/** What a page did that no message may make it do. */
class Watch {
  readonly seen: string[] = []

  async over(page: Page, own: string): Promise<void> {
    await page.exposeFunction('pwned', () => void this.seen.push('pwned() was called'))
    await page.exposeFunction('violated', (what: string) => void this.seen.push(what))
    await page.addInitScript(() => {
      const told = globalThis as unknown as { violated(what: string): void }
      addEventListener('securitypolicyviolation', (event) =>
        told.violated(`${event.violatedDirective}: ${event.blockedURI}`),
      )
    })
    page.on('dialog', (dialog) => {
      this.seen.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('popup', (popup) => this.seen.push(`popup ${popup.url()}`))
    page.on('framenavigated', (frame) => {
      if (!frame.url().startsWith(own)) this.seen.push(`navigated to ${frame.url()}`)
    })
    page.on('frameattached', (frame) => this.seen.push(`frame ${frame.url()}`))
    page.on('download', (download) => this.seen.push(`download ${download.url()}`))
    page.context().on('request', (request) => {
      const url = request.url()
      if (!/^(?:https?|wss?):/u.test(url) || new URL(url).host !== new URL(own).host)
        if (!url.startsWith('data:') || !request.isNavigationRequest()) this.seen.push(`request ${url}`)
    })
  }
}

/** Scrolls to both ends, so that each row was drawn; answers the ids of all that were. */
const readAll = async (page: Page): Promise<Set<string>> => {
  const drawn = new Set<string>()
  await page.locator('[data-key]').first().waitFor()
  for (const step of [0.8, -0.8]) {
    let place = Number.NaN
    let next = await look(page, step, drawn)
    while (next !== place) {
      place = next
      await page.waitForTimeout(80)
      next = await look(page, step, drawn)
    }
  }
  return drawn
}

/** Notes which rows are drawn and scrolls on by a part of the height; answers the place it came to. */
const look = async (page: Page, step: number, drawn: Set<string>): Promise<number> => {
  const { keys, place } = await page.getByRole('log').evaluate((list, part) => {
    const rows = [...list.querySelectorAll<HTMLElement>('[data-key]')]
    list.scrollTop += list.clientHeight * part
    return { keys: rows.map(({ dataset }) => dataset.key ?? ''), place: list.scrollTop }
  }, step)
  for (const key of keys) drawn.add(key)
  return place
}

describe('hostile text', () => {
  let stage: Stage
  beforeAll(async () => void (stage = await Stage.open()))
  afterAll(() => stage.close())

  test(
    'is shown as text in messages, names, titles and previews, and nothing else happens',
    { timeout: 600_000 },
    async () => {
      const { url } = stage.server
      const people = await Promise.all(WRITERS.map((email) => Person.signIn(url, email)))
      const [ada] = people
      if (!ada) throw new Error('The demo class is not there')
      const titles = hostileLines(140)
      const names = hostileLines(80)
      const conversations = new Map<string, string[]>()
      for (let begin = 0; begin < HOSTILE_TEXTS.length; begin += CHUNK) {
        const number = begin / CHUNK
        const { id } = await ada.create(
          'group',
          titles[(number * 37) % titles.length],
          people.map((one) => one.id),
        )
        const sent = await Promise.all(
          people.map(async (person, index) => {
            await person.rename(names[(number * 53 + index * 17) % names.length] ?? '')
            const from = begin + index * AT_ONCE
            const ids: string[] = []
            for (const text of HOSTILE_TEXTS.slice(from, from + AT_ONCE)) ids.push(await person.say(id, text))
            return ids
          }),
        )
        conversations.set(id, sent.flat())
      }
      expect([...conversations.values()].flat()).toHaveLength(HOSTILE_TEXTS.length)

      const watch = new Watch()
      const page = await stage.window('ben')
      await watch.over(page, url)
      await signIn(page, BEN)
      for (const [id, messages] of conversations) {
        await page.goto(`/c/${id}`)
        const drawn = await readAll(page)
        expect(messages.filter((message) => !drawn.has(message))).toEqual([])
      }
      expect(await page.locator('.lectern-formula .katex, .lectern-token').count()).toBeGreaterThan(0)
      expect(watch.seen).toEqual([])
      expect(stage.complaints.list).toEqual([])

      // The watch itself works.
      await page.evaluate(() => {
        document.body.append(Object.assign(new Image(), { src: 'https://evil.example/a.png' }))
        document.body.setAttribute('style', 'color: red')
        ;(globalThis as unknown as { pwned(): void }).pwned()
      })
      await expect.poll(() => watch.seen.join(), PATIENCE).toContain('img-src: https://evil.example/a.png')
      await expect.poll(() => watch.seen.join(), PATIENCE).toContain('style-src-attr: inline')
      await expect.poll(() => watch.seen.join(), PATIENCE).toContain('pwned() was called')
    },
  )
})
