// X1: whatever is pressed by the keyboard, the focus is on something that is seen.
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectOwner, focusOwner, pressByKey, twoPictures } from './focus-owner.ts'
import { useScene } from './scene.ts'
import { PATIENCE, rows } from './stage.ts'

const card = (page: Page, title: string) => page.getByRole('region', { name: title })
const button = (page: Page, title: string, name: string | RegExp) =>
  card(page, title).getByRole('button', { name, exact: true })

/** Opens the menu of a message and chooses an act, by keys alone. */
const choose = async (page: Page, text: string, name: string): Promise<void> => {
  // A row that is reached by a key shows its buttons.
  await page.keyboard.press('Tab')
  await rows(page, text).last().focus()
  await pressByKey(rows(page, text).last().getByRole('button', { name: 'More' }))
  await pressByKey(page.getByRole('menuitem', { name, exact: true }))
}

describe('X1 the focus always has an owner', () => {
  const scene = useScene()

  test('after each act of a tutoring session', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    const title = 'Completing the square'
    const data = { subject: title, question: 'Why do we halve it?' }
    await cast.ben.post(id, { type: 'tutoring_topic', data })
    const act = async (page: Page, name: string, done: string | RegExp) => {
      await pressByKey(button(page, title, name))
      await card(page, title).getByText(done).first().waitFor(PATIENCE)
      await expectOwner(page, name)
    }
    await act(ben, 'Ask a person', 'Next in the queue')
    await act(ada, 'Take over', /helping/)
    await pressByKey(button(ada, title, 'Note for staff'))
    await ada.keyboard.type('Skips steps')
    await ada.keyboard.press('Control+Enter')
    await card(ada, title).getByText('Skips steps').first().waitFor(PATIENCE)
    await expectOwner(ada, 'Note for staff')
    await pressByKey(button(ben, title, 'Solved'))
    await ben.keyboard.type('A drawing')
    await ben.keyboard.press('Control+Enter')
    await card(ada, title).getByText('A drawing').first().waitFor(PATIENCE)
    await expectOwner(ben, 'Solved')
  })

  test('after each act of a topic and of a discussion', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    const topic = 'Why halve the coefficient?'
    await cast.ben.post(id, { type: 'topic', data: { title: topic, kind: 'question' } })
    await pressByKey(button(ada, topic, 'Answer'))
    await ada.keyboard.type('Because of the middle term')
    await ada.keyboard.press('Control+Enter')
    await card(ben, topic).getByText('1 answer').first().waitFor(PATIENCE)
    await expectOwner(ada, 'Answer')
    await pressByKey(card(ben, topic).getByText('1 answer'))
    await pressByKey(button(ben, topic, 'Accept answer'))
    await card(ben, topic).getByText('Answered').first().waitFor(PATIENCE)
    await expectOwner(ben, 'Accept answer')
    const discussion = 'Is a square a rectangle?'
    await cast.ada.post(id, { type: 'learning_discuss', data: { prompt: discussion, mode: 'open' } })
    await pressByKey(button(ada, discussion, 'Open'))
    await button(ada, discussion, 'Close').waitFor(PATIENCE)
    await expectOwner(ada, 'Open')
    await pressByKey(button(ada, discussion, 'Close'))
    await card(ada, discussion).getByText('Closed').first().waitFor(PATIENCE)
    await expectOwner(ada, 'Close')
  })

  test('after a message is deleted, and after that is undone', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'One too many')
    await choose(ada, 'One too many', 'Delete')
    await expectOwner(ada, 'Delete', /^button Undo/)
    await ada.keyboard.press('Enter')
    await rows(ada, 'One too many').waitFor()
    await expectOwner(ada, 'Undo')
  })

  test('X5 a deletion waits while its undo has the focus, and can be undone from the finder', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'One too many')
    await rows(ada, 'One too many').waitFor()
    // Hours of the clock in a moment: the line is opened anew.
    scene.stage.complaints.expect(/closed before the connection is established/)
    await ada.clock.install()
    await choose(ada, 'One too many', 'Delete')
    await ada.clock.runFor(1_000)
    await expectOwner(ada, 'Delete', /^button Undo/)
    await ada.clock.runFor(60_000)
    expect(await focusOwner(ada)).toMatch(/^button Undo/)
    await ada.keyboard.press('Control+k')
    await ada.clock.runFor(1_000)
    await ada.getByRole('combobox').fill('Undo')
    await ada.clock.runFor(60_000)
    await ada.getByRole('option', { name: 'Undo: Message deleted' }).waitFor()
    await ada.keyboard.press('Enter')
    await ada.clock.runFor(1_000)
    await rows(ada, 'One too many').waitFor()
    expect((await cast.ada.history(id)).map(({ content }) => content)).toContain('One too many')
  })

  test('after Esc in “Seen by”, and after a reaction is taken back', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'Read this')
    await choose(ada, 'Read this', 'Seen by')
    await ada.getByRole('dialog', { name: 'Seen by' }).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await expectOwner(ada, 'Seen by', /^(article|button More)/)
    await rows(ada, 'Read this').focus()
    await pressByKey(rows(ada, 'Read this').getByRole('button', { name: 'React' }))
    await ada.getByRole('dialog').getByText('👍').first().focus()
    await ada.keyboard.press('Enter')
    const chip = rows(ada, 'Read this').getByRole('button', { name: /reacted with 👍/u })
    await chip.waitFor()
    await pressByKey(chip)
    await chip.waitFor({ state: 'detached' })
    await expectOwner(ada, 'a reaction', /^(article|button)/)
  })

  test('while messages are selected for a document, and after that', async () => {
    const { ben, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Why do we halve it?')
    await choose(ben, 'Why do we halve it?', 'Make a document')
    await ben.getByRole('group').getByText('1 message selected').waitFor()
    await expectOwner(ben, 'Make a document')
    await pressByKey(ben.getByRole('button', { name: 'Cancel' }))
    await ben.getByRole('group').getByText('1 message selected').waitFor({ state: 'detached' })
    await expectOwner(ben, 'Cancel')
  })

  test('in the details: renamed, people added and removed, hidden', async () => {
    const { ada } = scene
    const name = `Chloe ${crypto.randomUUID().slice(-8)}`
    await scene.casting.student(name)
    await scene.group()
    const details = ada.getByRole('complementary', { name: 'Details' })
    await pressByKey(details.getByRole('button', { name: 'Rename' }))
    await details.getByRole('textbox', { name: 'Title' }).fill('Mechanics')
    await ada.keyboard.press('Enter')
    await details.getByText('Mechanics').first().waitFor()
    await expectOwner(ada, 'Rename', /^button Rename/)
    await pressByKey(details.getByRole('button', { name: 'Add people' }))
    await details.getByRole('searchbox').fill(name)
    const add = details.getByRole('button', { name: /^Add\b(?! people)/ })
    await expect.poll(() => add.count(), PATIENCE).toBe(1)
    await pressByKey(add)
    await details.getByRole('button', { name: `Remove ${name}` }).waitFor()
    await expectOwner(ada, 'Add')
    await pressByKey(details.getByRole('button', { name: `Remove ${name}` }))
    await details.getByText(`${name} removed`).waitFor()
    await expectOwner(ada, 'Remove', /^button Undo/)
    await pressByKey(details.getByRole('button', { name: /Hide details|Close/ }))
    await details.waitFor({ state: 'detached' })
    await expectOwner(ada, 'Hide details')
  })

  test('after the last file of the tray is removed', async () => {
    const { ada } = scene
    await scene.group()
    const buffer = Buffer.from('x,y\n1,2\n')
    const file = { name: 'points.csv', mimeType: 'text/csv', buffer }
    await ada.locator('input[type="file"]').first().setInputFiles(file)
    const remove = ada.getByRole('button', { name: 'Remove points.csv' })
    await remove.waitFor()
    await pressByKey(remove)
    await remove.waitFor({ state: 'detached' })
    await expectOwner(ada, 'Remove')
  })

  test('when a document of the library opens, and a device is signed out', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ada.document('Completing squares', 'Halve it.', { conversation_id: id })
    await ada.goto('/library')
    await pressByKey(ada.getByRole('link', { name: /Completing squares/ }))
    await ada.getByText('Halve it.').first().waitFor(PATIENCE)
    await expectOwner(ada, 'a document')
    await scene.stage.signedIn(cast.ada.email)
    await ada.goto('/settings')
    const devices = ada.getByRole('button', { name: /^Sign out Chrome on Linux/ })
    await devices.first().waitFor()
    const before = await devices.count()
    await pressByKey(devices)
    await expect.poll(() => devices.count(), PATIENCE).toBe(before - 1)
    await expectOwner(ada, 'Sign out')
  })

  test('after the keys that the account menu shows', async () => {
    const { ada } = scene
    await scene.group()
    await pressByKey(ada.getByRole('button', { name: /^Account/ }))
    await pressByKey(ada.getByRole('menuitem', { name: /^Keyboard/ }))
    await ada.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
    await expectOwner(ada, 'the keys', /^button Account/)
  })
})

// What leaves the page or the account, or opens a window of the system.
const LEAVES = /sign out|skip|attach|upload|download|print|delete account|change password|save|emoji/i

/** Presses every button that is seen, one after the other, and returns those after which nobody had the focus. */
const sweep = async (page: Page): Promise<string[]> => {
  const lost: string[] = []
  const buttons = page.locator('button:visible, summary:visible, [role="tab"]:visible')
  const names = await buttons.evaluateAll((all) =>
    all.map((each) => each.getAttribute('aria-label') ?? each.textContent.trim()),
  )
  const url = page.url()
  for (const [at, name] of names.entries()) {
    const button = buttons.nth(at)
    if (LEAVES.test(name) || (await buttons.count()) <= at) continue
    const look = async (when: string) => {
      const owner = await focusOwner(page)
      if (/^(nobody|hidden)/.test(owner)) lost.push(`${name}, ${when}: ${owner}`)
    }
    await pressByKey(button)
    await twoPictures(page)
    await look('pressed')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(layersInHistory), { ...PATIENCE, message: name }).toBe(0)
    await look('Escape')
    // What the server answers has come by then.
    await page.waitForLoadState('networkidle')
    await look('answered')
    if (page.url() !== url) await page.goto(url)
  }
  return lost
}

const layersInHistory = (): number =>
  (history.state as { lectern_layers?: number } | null)?.lectern_layers ?? 0

describe('X1 after every press of the main views', () => {
  const scene = useScene()

  test('in a conversation with its list and details', async () => {
    const { ada, cast } = scene
    const { id } = await scene.group()
    await cast.ben.post(id, { type: 'topic', data: { title: 'Halving', kind: 'question' } })
    await cast.ben.say(id, 'Why do we halve it?')
    await rows(ada, 'Why do we halve it?').waitFor()
    expect(await sweep(ada)).toEqual([])
  })

  test.each(['/library', '/settings', '/my/saved', '/my/planned', '/my/reports', '/my/inbox'])(
    'on the page %s',
    async (path) => {
      const { ada } = scene
      await ada.goto(path)
      await ada.getByRole('main').getByRole('heading').first().waitFor()
      expect(await sweep(ada)).toEqual([])
    },
  )
})
