// What is on the screen can be reached, read and told apart.
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { FIELDS, lines, STATES } from './states.ts'
import { composer, offlineBar, openConversation, PATIENCE, rows } from './stage.ts'

const SHOWN = { timeout: 40_000 }

describe('the toolbar of a message', () => {
  const scene = useScene({ windows: [] })
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
  const scene = useScene({ windows: [] })

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

describe('without a network', () => {
  // The browser itself complains of each request.
  const scene = useScene({
    windows: [],
    keepsFiles: true,
    expect: [/ERR_INTERNET_DISCONNECTED/, /Failed to fetch/],
  })

  test('errors are in words, and gone by themselves when it is back', async () => {
    const { cast, stage } = scene
    const title = `Offline ${crypto.randomUUID().slice(0, 8)}`
    const { id } = await cast.ada.create('group', title, [cast.ben.id, cast.chloe.id])
    await cast.ada.ask(id, 'Who has the notes?')
    // The app begins with the newest one.
    await cast.ada.create('group', 'A newer one', [cast.ben.id, cast.chloe.id])
    const page = await stage.signedIn(cast.ben.email, { viewport: { width: 1440, height: 900 } })
    await page.getByText(title).first().waitFor()
    await page.getByRole('heading', { name: 'A newer one' }).first().waitFor()
    // Words of others that were on the screen for a moment count as well.
    await page.evaluate(() => {
      const seen: string[] = []
      Object.assign(globalThis, { seen })
      new MutationObserver(() => {
        const found = /Failed to fetch|NetworkError|Load failed|TypeError|No answer within/.exec(
          document.body.innerText,
        )
        if (found) seen.push(found[0])
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
    await page.context().setOffline(true)
    await offlineBar(page).waitFor(SHOWN)
    await openConversation(page, title)
    await page.getByText('This conversation could not be loaded').waitFor(SHOWN)
    await page.getByRole('tab', { name: 'Files' }).click()
    await page.getByText('The files could not be loaded.').waitFor(SHOWN)
    await page.context().setOffline(false)
    await rows(page, 'Who has the notes?').waitFor(SHOWN)
    await expect.poll(() => page.getByRole('alert').allInnerTexts(), PATIENCE).toEqual([])
    expect(await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([])

    await page.context().setOffline(true)
    await offlineBar(page).waitFor(SHOWN)
    await composer(page).fill('I have them')
    await composer(page).press('Enter')
    const own = rows(page, 'I have them')
    await own.getByText('Waits for the network').waitFor()
    await page.context().setOffline(false)
    await own.getByText(/^(Sent|Delivered|Read)/).waitFor(SHOWN)
    await page.context().close()
  })
})

describe('an excerpt', () => {
  const scene = useScene({ windows: [] })

  test('fades only while there is more of it than is seen', async () => {
    const { cast, stage } = scene
    const word = `snark${crypto.randomUUID().slice(0, 6)}`
    const { id } = await cast.ada.create('group', `Excerpts ${word}`, [cast.ben.id, cast.chloe.id])
    await cast.ada.document(`Short ${word}`, `${word} brief.\n\nTwo lines.`, { conversation_id: id })
    await cast.ada.cite(id, 'The short one', `${word} brief`)
    const line = 'This sentence is one of several, and they fill some lines of a narrow column. '
    await cast.ada.document(`Long ${word}`, `${word} detailed. ${line.repeat(5)}`, { conversation_id: id })
    await cast.ada.cite(id, 'The long one', `${word} detailed`)
    const page = await stage.signedIn(cast.ben.email, { viewport: { width: 1440, height: 900 } })
    await openConversation(page, `Excerpts ${word}`)
    const isFaded = (text: string) =>
      rows(page, text)
        .locator('.lectern-citation-excerpt')
        .evaluate((excerpt) => getComputedStyle(excerpt).maskImage !== 'none')
    await rows(page, 'The long one').waitFor()
    await expect.poll(() => isFaded('The short one'), PATIENCE).toBe(false)
    await expect.poll(() => isFaded('The long one'), PATIENCE).toBe(false)
    await page.setViewportSize({ width: 360, height: 900 })
    await expect.poll(() => isFaded('The long one'), PATIENCE).toBe(true)
    expect(await isFaded('The short one')).toBe(false)
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect.poll(() => isFaded('The long one'), PATIENCE).toBe(false)
    await page.goto(`/library?q=${word}+brief`)
    const found = page.locator('.found-text').first()
    await found.waitFor()
    expect(await found.evaluate((text) => getComputedStyle(text).maskImage)).toBe('none')
    await page.context().close()
  })
})

describe('a new course', () => {
  const scene = useScene({ windows: [] })

  test('has the assistant, unless one leaves it out', async () => {
    const { cast, stage, casting } = scene
    await casting.assistant(cast.ada)
    const page = await stage.signedIn(cast.ada.email, { viewport: { width: 1440, height: 900 } })
    const begin = async (title: string) => {
      await page.getByRole('button', { name: 'New conversation' }).first().click()
      const dialog = page.getByRole('dialog', { name: 'New conversation' })
      await dialog.getByRole('radio', { name: 'Course' }).check()
      await dialog.getByLabel('Title').fill(title)
      await dialog.getByRole('combobox').fill(cast.ben.name)
      await dialog.getByRole('option', { name: cast.ben.name }).first().click()
      return dialog
    }
    const details = page.getByRole('region', { name: 'AI assistant' })
    const with_it = await begin('With it')
    await expect.poll(() => with_it.getByRole('checkbox').isChecked(), PATIENCE).toBe(true)
    await with_it.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await details.getByRole('radio', { name: 'Hints' }).waitFor()
    const without = await begin('Without it')
    await without.getByRole('checkbox').uncheck()
    await without.getByRole('button', { name: 'Start' }).click()
    await details.getByRole('button', { name: 'Add the assistant' }).click()
    await details.getByRole('radio', { name: 'Hints' }).waitFor()
    await page.context().close()
  })
})

describe('what is chosen is seen', () => {
  const scene = useScene({ windows: [] })

  const open = async (options: object): Promise<Page> => {
    const { cast, stage } = scene
    const title = `States ${crypto.randomUUID().slice(0, 8)}`
    const { id } = await cast.ada.create('group', title, [cast.ben.id, cast.chloe.id])
    await cast.ada.say(id, 'Is it seen?')
    const page = await stage.signedIn(cast.ben.email, { viewport: { width: 1440, height: 900 }, ...options })
    await openConversation(page, title)
    const row = rows(page, 'Is it seen?')
    await row.hover()
    await row.getByRole('button', { name: 'React' }).click()
    await page.getByRole('combobox', { name: 'Search emoji' }).fill('thumbs up')
    await page.getByRole('gridcell', { name: 'thumbs up' }).first().waitFor()
    await page.keyboard.press('Enter')
    await row.locator('.lectern-reaction').waitFor()
    // Off the row: Esc would close its tip first.
    await page.mouse.move(700, 20)
    await page.getByRole('tooltip').waitFor({ state: 'detached' })
    return page
  }

  test.each(['light', 'dark'] as const)('at 3 : 1, by more than a tint, %s', async (colorScheme) => {
    const page = await open({ colorScheme })
    const faint = async () => {
      const seen = [...(await lines(page, STATES)), ...(await lines(page, FIELDS))]
      return { found: seen.length, faint: seen.filter(({ contrast }) => !(contrast >= 3)) }
    }
    await page.getByRole('tab', { name: 'Files' }).click()
    await page.getByRole('button', { name: 'All', exact: true, pressed: true }).last().waitFor()
    const main = await faint()
    expect(main.faint).toEqual([])
    // A filter, a conversation, a reaction, a kind of files, two fields.
    expect(main.found).toBeGreaterThanOrEqual(6)
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('option').first().waitFor()
    expect((await faint()).faint).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    await page.locator('.option-active').waitFor()
    expect((await faint()).faint).toEqual([])
    await page.context().close()
  })

  test('in the colours of the system, with the place of the keyboard', async () => {
    const page = await open({ forcedColors: 'active' })
    const outlined = (selector: string) =>
      page.locator(selector).evaluateAll((elements) =>
        elements
          .filter((element) => element.checkVisibility())
          .map((element) => {
            const { outlineStyle, outlineWidth } = getComputedStyle(element)
            return outlineStyle === 'solid' && Number.parseFloat(outlineWidth) >= 2
          }),
      )
    const all = async (selector: string) => {
      await page.locator(selector).first().waitFor()
      const found = await outlined(selector)
      expect({ selector, some: found.length > 0, all: found.every(Boolean) }).toEqual({
        selector,
        some: true,
        all: true,
      })
    }
    await all('.lectern-filter[aria-pressed=true]')
    await all('.lectern-conversation[aria-current]')
    await all('.lectern-reaction[aria-pressed=true]')
    await composer(page).focus()
    await all('.lectern-composer-field')
    await composer(page).fill('/')
    await all('[role=option][aria-selected=true]')
    await composer(page).fill('')
    await page.keyboard.press('Control+k')
    await all('[role=dialog] [role=option][aria-selected=true], dialog [role=option][aria-selected=true]')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Conversation menu' }).click()
    await all('[role=menuitem]:focus')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Account/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).hover()
    await all('[role=menuitemradio][aria-checked=true]')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    const people = page.getByRole('dialog')
    await people.getByRole('radio', { name: 'Group' }).check()
    await people.getByRole('combobox').fill(scene.cast.ada.name)
    await people.getByRole('option').first().click()
    await people.getByRole('option', { selected: true }).waitFor()
    await all('.people .option-active')
    await page.keyboard.press('ArrowDown')
    await all('.people .option-active')
    await page.context().close()
  })

  test('a tip can be hovered, left, and closed with Esc', async () => {
    const page = await open({})
    const button = page.getByRole('button', { name: 'Fold the list' })
    const tip = page.getByRole('tooltip')
    await button.hover()
    await tip.waitFor()
    await tip.hover()
    await page.mouse.move(700, 450)
    await tip.waitFor({ state: 'detached' })
    await button.hover()
    await tip.waitFor()
    await page.keyboard.press('Escape')
    await tip.waitFor({ state: 'detached' })
    await page.context().close()
  })
})
