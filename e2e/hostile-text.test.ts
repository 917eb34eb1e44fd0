// Every hostile text as a message, and as many as fit as names and titles, in the real app: with its content
// security policy and Trusted Types enforced. Nothing may run, open, load, leave or be reported.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTILE_TEXTS, hostileLines } from '../packages/react/src/testing/hostile-texts.ts'
import { Complaints, openWindow } from './browser.ts'
import { Casting } from './cast.ts'
import type { Person } from './person.ts'
import { PATIENCE, signIn, Stage } from './stage.ts'

/** The rate limit of one writer in one conversation. */
const AT_ONCE = 20
const WRITERS = 3
const CHUNK = AT_ONCE * WRITERS

/** Forbidden effects of a message in a page. */
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

/** Scrolls from end to end until each of these rows was rendered. */
const readAll = async (page: Page, messages: readonly string[]): Promise<void> => {
  const drawn = new Set<string>()
  let step = -0.8
  let place = Number.NaN
  await expect
    .poll(async () => {
      const last = place
      place = await look(page, step, drawn)
      if (place === last) step = -step
      return messages.filter((message) => !drawn.has(message))
    }, PATIENCE)
    .toEqual([])
}

/** Records the rendered rows and scrolls on by a part of the height; returns the new position. */
const look = async (page: Page, step: number, drawn: Set<string>): Promise<number> => {
  const { keys, place } = await page.getByRole('log').evaluate((list, part) => {
    const rows = [...list.querySelectorAll<HTMLElement>('[data-key]')]
    list.scrollTop += list.clientHeight * part
    return { keys: rows.map(({ dataset }) => dataset.key ?? ''), place: list.scrollTop }
  }, step)
  for (const key of keys) drawn.add(key)
  return place
}

/**
 * Sends every hostile text in groups with hostile titles, from people with hostile names; returns the messages
 * with authors and groups.
 */
const sayAll = async (casting: Casting, people: readonly Person[]): Promise<Map<string, string[]>> => {
  const titles = hostileLines(140)
  const names = hostileLines(80)
  const conversations = new Map<string, string[]>()
  for (let begin = 0; begin < HOSTILE_TEXTS.length; begin += CHUNK) {
    const number = begin / CHUNK
    const members = people.map(({ id }) => id)
    const title = titles[(number * 37) % titles.length]
    const group = await people[0]?.create('group', title, members)
    if (!group) throw new Error('Nobody is there')
    const sent = people.map(async (before, index) => {
      const person = await casting.rename(before, names[(number * 53 + index * 17) % names.length] ?? '')
      const from = begin + index * AT_ONCE
      const ids: string[] = []
      for (const text of HOSTILE_TEXTS.slice(from, from + AT_ONCE)) ids.push(await person.say(group.id, text))
      return ids
    })
    conversations.set(group.id, (await Promise.all(sent)).flat())
  }
  return conversations
}

describe('hostile text', () => {
  let stage: Stage
  let casting: Casting
  let people: Person[]

  beforeAll(async () => {
    stage = await Stage.shared()
    casting = await Casting.open(stage.server.url, stage.server.dataDir)
    const { ada, ben, chloe } = await casting.people()
    people = [ada, ben, chloe]
  })
  afterAll(async () => {
    // Other tests would find the names among the people of this server.
    await Promise.all(people.map((person) => casting.rename(person, person.name)))
    await casting.close()
    await stage.close()
  })

  test(
    'is shown as text in messages, names, titles and previews, and has no other effect',
    { timeout: 600_000 },
    async () => {
      const conversations = await sayAll(casting, people)
      expect([...conversations.values()].flat()).toHaveLength(HOSTILE_TEXTS.length)

      const { url } = stage.server
      const complaints = new Complaints()
      const page = await openWindow(stage.browser, complaints, { name: 'ben', url })
      const watch = new Watch()
      await watch.over(page, url)
      await page.goto('/')
      await signIn(page, people[1]?.email ?? '')
      for (const [id, messages] of conversations) {
        await page.goto(`/c/${id}`)
        await readAll(page, messages)
      }
      expect(await page.locator('.lectern-formula .katex, .lectern-token').count()).toBeGreaterThan(0)
      expect(watch.seen).toEqual([])
      expect(complaints.list).toEqual([])

      // The watch itself works.
      await page.evaluate(() => {
        document.body.append(Object.assign(new Image(), { src: 'https://evil.example/a.png' }))
        document.body.setAttribute('style', 'color: red')
        ;(globalThis as unknown as { pwned(): void }).pwned()
      })
      await expect.poll(() => watch.seen.join(), PATIENCE).toContain('img-src: https://evil.example/a.png')
      await expect.poll(() => watch.seen.join(), PATIENCE).toContain('style-src-attr: inline')
      await expect.poll(() => watch.seen.join(), PATIENCE).toContain('pwned() was called')
      await page.context().close()
    },
  )
})
