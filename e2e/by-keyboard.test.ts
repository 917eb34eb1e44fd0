// One walk without a pointer: sign in, find a conversation, read, answer, act on each kind of card, send a file, change a
// setting. The recorder of announcements is the only witness that each act had its result, and it was said once.
import { hash } from 'node:crypto'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { recordAnnouncements, type Recorder } from '../packages/react/src/testing/announcements.ts'
import { focusOwner } from './focus-owner.ts'
import { useScene } from './scene.ts'
import { PASSWORD } from './server.ts'
import { composer, PATIENCE } from './stage.ts'
import { isFull } from './full.ts'

declare global {
  interface Window {
    recorder?: Recorder
    said?: string[]
  }
}

const MOST_STOPS = 120

/** Somebody who has a keyboard, and hears. */
class Walker {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  /** By Tab, or by Shift+Tab, to what has this role and name. Each stop on the way can be seen. */
  async goTo(wanted: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const stops: string[] = []
    while (stops.length < MOST_STOPS) {
      const stop = await focusOwner(this.#page)
      if (stop.startsWith('hidden')) throw new Error(`Nobody sees the focus on ${stop}`)
      if (wanted.test(stop)) return
      stops.push(stop)
      await this.#page.keyboard.press(key)
    }
    throw new Error(`${key} never came to ${wanted}: ${[...new Set(stops)].join(' | ')}`)
  }

  /** By the arrow keys, from the newest message upwards. */
  async goToRow(name: RegExp): Promise<void> {
    await this.goTo(/^(?:article|p) /, 'Shift+Tab')
    await this.press('End')
    const rows: string[] = []
    while (rows.length < MOST_STOPS) {
      const row = await this.#page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
      if (name.test(row)) return
      if (row === rows.at(-1) && rows.length > 20) break
      rows.push(row)
      await this.press('ArrowUp')
    }
    throw new Error(`No row ${name}: ${[...new Set(rows)].join(' | ')}`)
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text)
  }

  listen(): Promise<void> {
    return this.#page.evaluate(
      `window.recorder?.stop(); window.said = []; window.recorder = (${recordAnnouncements})()`,
    )
  }

  async heard(): Promise<string[]> {
    return this.#page.evaluate(() => {
      window.said?.push(...(window.recorder?.take() ?? []))
      return window.said ?? []
    })
  }

  /** Does it, and hears of it. */
  async act(wanted: RegExp, sentence: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.goTo(wanted, key)
    await this.listen()
    await this.press('Enter')
    await hears(this, sentence)
  }
}

/** Heard once, since the walker began to listen. */
const hears = async (walker: Walker, sentence: RegExp): Promise<void> => {
  const found = async () => {
    const heard = await walker.heard()
    return heard.filter((each) => sentence.test(each)).length === 1 ? 'once' : heard
  }
  await expect.poll(found, { ...PATIENCE, message: `${sentence}` }).toBe('once')
}

/** In `npm test` the first. Targets and forced colours are judged there by `targets` and `seen`. */
const WAYS: readonly (readonly [name: string, options: BrowserContextOptions])[] = [
  ['as usual', { viewport: { width: 1440, height: 900 } }],
  ['in the colours of the system', { viewport: { width: 1440, height: 900 }, forcedColors: 'active' }],
  ['at 400 %', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
]

/** A row by the end of its name, what is pressed in it, and what is heard. */
const ACTS: readonly (readonly [row: RegExp, button: RegExp, sentence: RegExp])[] = [
  [/: (?:Tutoring: .*|A tutoring session)$/, /^button Take over/, /^“Take over” is done/],
  [/: (?:Discussion: .*|A discussion)$/, /^button Open$/, /^“Open” is done/],
  [/: (?:Unit: .*|A unit of the course)$/, /^button Open to students/, /^“Open to students” is done/],
  [/: (?:Discussion: Topic of squares|A topic)$/, /^button I would like to know, too/, /^“.*” is done/],
  [/: (?:Document from .*|A document)$/, /^button Write a draft/, /^“Write a draft” is done/],
  [/: (?:Training material: .*|Training)$/, /^button Helpful/, /^“.*” is done/],
]

const WORDS = 'Halve the coefficient, and square it.'
const UNIT = {
  topic: 'Unit of squares',
  summary: 'How to complete them.',
  objectives: ['Halve it'],
  checks: [],
}

describe('everything by keyboard alone', () => {
  const scene = useScene()

  test.each(isFull ? WAYS : WAYS.slice(0, 1))('%s', async (_, options) => {
    const { stage, cast } = scene
    const { ada, ben, chloe } = cast
    const title = `Walk ${crypto.randomUUID().slice(0, 8)}`
    const { id } = await ada.create('course', title, [ben.id, chloe.id])
    const document = await ada.document('Squares', WORDS, {
      conversation_id: id,
    })
    await ben.ask(id, 'Why do we halve it?')
    await ben.post(id, { type: 'tutoring_topic', data: { subject: 'Tutoring of squares', question: 'Why?' } })
    await ben.post(id, { type: 'topic', data: { title: 'Topic of squares', kind: 'discussion', tags: [] } })
    await ada.post(id, { type: 'learning_discuss', data: { prompt: 'Discussion of squares', mode: 'open' } })
    await ada.post(id, { type: 'learning_topic', data: UNIT })
    await ben.post(id, {
      type: 'create_document',
      data: { title: 'Document of squares', kind: 'note', selection: { from: 1, to: 3 } },
    })
    const span = { start: 0, end: WORDS.length, sha256: hash('sha256', WORDS) }
    const cited = { document_id: document.id, version: 1, span }
    await ada.post(id, {
      type: 'training_topic_ref',
      data: { ...cited, why: 'To practise', level: 'core', minutes: 5 },
    })

    const page = await stage.window('ada', options)
    await page.getByLabel('Email').waitFor()
    const walker = new Walker(page)
    await walker.goTo(/^input .*/)
    await walker.type(ada.email)
    await walker.press('Tab')
    await walker.type(PASSWORD)
    await walker.press('Enter')
    const isWide = (options.viewport?.width ?? 0) > 1_000
    // A wide screen opens the newest conversation by itself; a narrow one shows the list.
    await (isWide ? composer(page) : page.getByRole('navigation', { name: 'Conversations' })).waitFor()

    await walker.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await walker.type(title)
    await page.getByRole('option', { name: title, selected: true }).waitFor()
    await walker.press('Enter')
    await page.getByRole('textbox', { name: `Message ${title}` }).waitFor()
    await page.getByRole('region', { name: 'Unit of squares' }).waitFor()

    await walker.goToRow(/: Why do we halve it\?$/)
    await walker.goTo(/^button Reply/)
    await walker.press('Enter')
    await expect.poll(() => focusOwner(page), PATIENCE).toMatch(/^textarea /)
    await walker.listen()
    await walker.type('Because of the double product.')
    await walker.press('Enter')
    await hears(walker, /^Sent\.$/)

    for (const [row, button, sentence] of ACTS) {
      await walker.goToRow(row)
      await walker.act(button, sentence)
    }
    await walker.goToRow(/: Discussion: /)
    await walker.goTo(/^textarea /)
    await walker.type('It makes a square.')
    await walker.act(/^button Reply$/, /^“Reply” is done/)

    await walker.goTo(/^button Attach files/)
    const chooser = page.waitForEvent('filechooser')
    await walker.listen()
    await walker.press('Enter')
    await (
      await chooser
    ).setFiles({ name: 'points.csv', mimeType: 'text/csv', buffer: Buffer.from('x,y\n1,2\n') })
    await hears(walker, /^points\.csv is attached\.$/)
    await walker.goTo(/^textarea /, 'Shift+Tab')
    await walker.listen()
    await walker.press('Enter')
    await hears(walker, /^Sent\.$/)

    await walker.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await walker.type('settings')
    await page.getByRole('option', { name: 'Settings', selected: true }).waitFor()
    await walker.press('Enter')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await walker.goTo(/^input (?!Search).*/)
    await walker.press('ControlOrMeta+a')
    const name = `Walker ${crypto.randomUUID().slice(0, 8)}`
    await walker.type(name)
    await walker.act(/^button Save/, /^Your name was changed\.$/)
    await page.goto('/settings')
    await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue(), PATIENCE).toBe(name)
    await page.context().close()
  })
})
