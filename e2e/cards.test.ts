// The course of each card from beginning to end, by Ada and Ben in two windows.
import { hash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { useScene } from './scene.ts'
import { act, composer, openConversation, PATIENCE, rows, write } from './stage.ts'

const command = async (page: Page, name: string): Promise<void> => {
  await composer(page).pressSequentially(`/${name}`)
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}
const fill = async (page: Page, fields: Record<string, string>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) {
    const field = page.getByRole('dialog').getByLabel(label)
    if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT')
      await field.selectOption({ label: value })
    else await field.fill(value)
  }
  await page.getByRole('dialog').getByRole('button', { name: 'Post' }).click()
}
const card = (page: Page, title: string) => page.getByRole('region', { name: title })
const press = (page: Page, title: string, name: string | RegExp) =>
  card(page, title).getByRole('button', { name, exact: true }).first().click()
const sees = async (page: Page, title: string, text: string | RegExp): Promise<void> =>
  void (await card(page, title).getByText(text).first().waitFor({ timeout: PATIENCE.timeout }))
const says = (page: Page, title: string) => card(page, title).innerText()

describe('a card', () => {
  const scene = useScene({ ben: { keepsFiles: true } })

  it('a tutoring session: asked, claimed, handed over, solved and rated', async () => {
    const { ada, ben } = scene
    await scene.group()
    const title = 'Completing the square'
    await command(ben, 'tutoring')
    await fill(ben, { Subject: title, 'Your question': 'Why do we halve it?' })
    await press(ben, title, 'Ask a person')
    await sees(ben, title, 'Next in the queue')
    await press(ada, title, 'Take over')
    await sees(ben, title, 'Ada is helping')
    await press(ada, title, 'Note for staff')
    await card(ada, title).getByLabel('Text').fill('Skips steps')
    await press(ada, title, 'Note for staff')
    await sees(ada, title, 'Skips steps')
    await press(ben, title, 'More help')
    await sees(ada, title, 'Help given: 1 of 3')
    expect(await says(ben, title)).not.toContain('Skips steps')
    await press(ben, title, 'Solved')
    await card(ben, title)
      .getByLabel(/What helped/)
      .fill('A drawing')
    await press(ben, title, 'Solved')
    await sees(ada, title, 'A drawing')
    await press(ben, title, 'Rate')
    await card(ben, title)
      .getByText('5 stars')
      .or(card(ben, title).getByLabel('5 stars'))
      .first()
      .check({ force: true })
    await press(ben, title, 'Rate')
    await sees(ada, title, 'Done')
  })

  it('a topic: asked, answered, accepted and endorsed', async () => {
    const { ada, ben } = scene
    await scene.group()
    const title = 'Why halve the coefficient?'
    await command(ben, 'topic')
    await fill(ben, { Title: title, Kind: 'Question', 'Tags, separated by commas': 'algebra' })
    await press(ada, title, /I would like to know, too/)
    await sees(ben, title, '1')
    await press(ada, title, 'Answer')
    await card(ada, title).getByLabel('Text').fill('Because of the middle term')
    await press(ada, title, 'Answer')
    await sees(ben, title, '1 answer')
    await card(ben, title).getByText('1 answer').click()
    await press(ben, title, 'Accept answer')
    await sees(ada, title, 'Answered')
    await card(ada, title).getByText('1 answer').click()
    await press(ada, title, 'Endorse answer')
    await sees(ben, title, 'Endorsed by staff')
  })

  it('a unit: opened, signalled, answered, and a question that links back', async () => {
    const { ada, ben } = scene
    await scene.group()
    const title = 'Squares'
    await command(ada, 'unit')
    await fill(ada, {
      'Title of the unit': title,
      'What it is about': 'How to complete them',
      'Objectives, one on each line': 'See the square',
      'Questions: a paragraph each': '2²?\n2\n*4',
    })
    await sees(ada, title, 'Draft')
    expect(await card(ben, title).count()).toBe(0)
    await press(ada, title, 'Open to students')
    await sees(ben, title, 'How to complete them')
    await press(ben, title, 'See the square: Shaky')
    await sees(ada, title, '0 got it, 1 shaky')
    await card(ben, title).getByLabel('2', { exact: true }).check()
    await press(ben, title, 'Check')
    await sees(ben, title, 'Not yet, try another')
    await card(ben, title).getByLabel('4', { exact: true }).check()
    await press(ben, title, 'Check')
    await sees(ben, title, 'Right')
    await sees(ada, title, '1 right, 0 wrong')
    await press(ben, title, 'Ask about “See the square”')
    await card(ben, title).getByLabel('Text').fill('Which square?')
    await press(ben, title, 'Ask a question')
    await rows(ada, 'Which square?').first().waitFor()
    await press(ben, title, 'Mark as done')
    await sees(ada, title, '1 started, 1 done')
  })

  it('a discussion: users post before they see', async () => {
    const { ada, ben } = scene
    await scene.group()
    const title = 'Is a square a rectangle?'
    await command(ada, 'discussion')
    await fill(ada, { 'What is discussed?': title, 'Replies of others': 'Shown after one has replied' })
    await press(ada, title, 'Open')
    const reply = async (page: Page, text: string) => {
      await card(page, title).getByLabel('Write your reply').fill(text)
      await press(page, title, 'Reply')
    }
    await reply(ada, 'It has four right angles')
    await sees(ben, title, '1 reply is waiting')
    expect(await says(ben, title)).not.toContain('right angles')
    await reply(ben, 'I think so')
    await sees(ben, title, 'It has four right angles')
    await press(ada, title, 'Endorse')
    await sees(ben, title, 'Endorsed by staff')
    await press(ada, title, 'Close')
    await press(ada, title, 'Summarise')
    await card(ada, title).getByRole('textbox').fill('Every square is a rectangle')
    await press(ada, title, 'Summarise')
    await sees(ben, title, 'Every square is a rectangle')
  })

  it('a document: selected, drafted, edited, published, and redacted with its message', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    const title = 'Halving'
    for (const [page, text] of [
      [ben, 'Why do we halve it?'],
      [ada, 'Because of the middle term'],
      [ben, 'Thank you!'],
    ] as const) {
      await write(page, text)
      await rows(ada, text).first().waitFor()
      await rows(ben, text).first().waitFor()
    }
    await act(ben, 'Why do we halve it?', 'Make a document')
    await rows(ben, 'Because of the middle term').getByRole('checkbox').check({ force: true })
    await ben.getByRole('group').getByText('2 messages selected').waitFor()
    await ben.getByRole('button', { name: 'Make a document' }).click()
    await fill(ben, { Title: title, Kind: 'Lesson' })
    await sees(ada, title, 'From 2 messages')
    await press(ben, title, 'Write a draft')
    await sees(ben, title, 'In review')
    await press(ben, title, 'Edit draft')
    await card(ben, title)
      .getByRole('textbox', { name: 'Paragraph 1' })
      .fill('Why is the coefficient halved?')
    await press(ben, title, 'Save draft')
    await sees(ada, title, 'Why is the coefficient halved?')
    await press(ada, title, 'Publish')
    await sees(ben, title, 'Published')
    const answer = (await cast.ada.history(id)).find(({ content }) => content.startsWith('Because'))
    await cast.ada.delete(id, answer?.id ?? '')
    await sees(ben, title, 'A message behind this was deleted.')
    expect(await says(ben, title)).not.toContain('middle term')
  })

  it('training material: quoted, completed, and outdated by a new version', async () => {
    const { ada, ben, cast } = scene
    const { id: conversation_id } = await scene.group()
    const title = 'Completing squares'
    const passage = 'Halve the coefficient of x.'
    const { id } = await cast.ada.document(title, passage, { conversation_id })
    const span = { start: 0, end: passage.length, sha256: hash('sha256', passage) }
    const data = { document_id: id, version: 1, span, why: 'It is short', level: 'core', minutes: 2 }
    await cast.ada.post(conversation_id, { type: 'training_topic_ref', data })
    await sees(ben, title, passage)
    await press(ben, title, /^Helpful; 0 so far/)
    await press(ben, title, 'Mark as complete')
    await sees(ben, title, 'You have completed it')
    await sees(ada, title, '1 completed it')
    await cast.ada.version(id, 'Take half of it.')
    await sees(ben, title, 'Outdated')
    await press(ada, title, 'Withdraw')
    await sees(ben, title, 'Withdrawn')
  })

  it('S25 text typed into a card stays: elsewhere, reloaded, in another tab, and when the card has closed', async () => {
    const { ada, ben, stage } = scene
    stage.complaints.expect(/net::ERR_|409/)
    const other = await scene.group()
    const here = await scene.group()
    const title = 'Is every square a rectangle?'
    const text = 'It has four right angles'
    await command(ada, 'discussion')
    await fill(ada, { 'What is discussed?': title, 'Replies of others': 'Shown at once' })
    await press(ada, title, 'Open')
    const field = (page: Page) => card(page, title).getByLabel('Write your reply')
    const holds = (page: Page) => expect.poll(() => field(page).inputValue(), PATIENCE).toBe(text)
    await field(ben).fill(text)
    await openConversation(ben, other.title)
    await openConversation(ben, here.title)
    await holds(ben)
    await ben.reload()
    await holds(ben)
    const tab = await stage.tab(ben, "Ben's second tab")
    await holds(tab)
    await tab.close()
    await ben.context().setOffline(true)
    await press(ben, title, 'Reply')
    await sees(ben, title, /Will be done when you are back online|Is being sent/)
    await press(ada, title, 'Close')
    await sees(ada, title, 'Closed')
    await ben.context().setOffline(false)
    await sees(ben, title, '“Reply” was not done: It is “Closed” now.')
    await sees(ben, title, text)
    await press(ben, title, 'Discard')
    await expect.poll(() => says(ben, title), PATIENCE).not.toContain(text)
  })

  it('an offline action is done when the network is back', async () => {
    const { ada, ben } = scene
    await scene.group()
    const title = 'Offline'
    await command(ben, 'topic')
    await fill(ben, { Title: title, Kind: 'Task' })
    await sees(ada, title, 'Open')
    scene.stage.complaints.expect(/net::ERR_/)
    await ben.context().setOffline(true)
    try {
      await press(ben, title, /Follow, 0 so far/)
      await card(ben, title)
        .getByRole('button', { name: /You follow it, 1 in all/ })
        .waitFor()
      await press(ben, title, 'Close')
    } finally {
      await ben.context().setOffline(false)
    }
    await sees(ada, title, 'Closed')
  })
})
