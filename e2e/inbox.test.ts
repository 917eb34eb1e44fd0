// What waits for Ada: Ben asks, she claims and answers, and he sees nothing of how staff work.
import { describe, expect, test } from 'vitest'
import { audit, overflow } from './audit.ts'
import { useScene } from './scene.ts'
import { PATIENCE, rows } from './stage.ts'

describe('needs an answer', () => {
  const scene = useScene()

  const item = (content: string) => scene.ada.locator('.waiting').filter({ hasText: content })
  const button = (name: RegExp) => scene.ada.getByRole('button', { name })

  test('a question is counted, claimed, opened at its place, and gone once it is answered', async () => {
    const { ada, cast } = scene
    const place = await scene.group()
    const question = await cast.ben.ask(place.id, 'Why is the sky blue?')
    await button(/^Needs an answer: \d+ items?$/).click()
    const waiting = item('Why is the sky blue?')
    await waiting.getByText(place.title).waitFor()
    await waiting.getByText('Question', { exact: true }).waitFor()
    await waiting.getByRole('button', { name: 'Claim' }).click()
    await waiting.getByText(/^Yours until/).waitFor()
    expect(await audit(ada)).toEqual([])
    await waiting.getByRole('link', { name: 'Open' }).click()
    await expect.poll(() => ada.url(), PATIENCE).toContain(`/c/${place.id}/m/${question}`)
    await rows(ada, 'Why is the sky blue?').waitFor()
    await ada.goto('/my/inbox')
    await waiting.waitFor()
    const answer = await cast.ada.say(place.id, 'Light scatters.', question)
    await cast.ada.endorse(place.id, answer)
    await waiting.waitFor({ state: 'detached' })
  })

  test('notes and tags are for staff, and a canned answer is put into the reply, not sent', async () => {
    const { ada, ben, cast } = scene
    const place = await scene.group()
    await cast.ben.ask(place.id, 'How do I begin?')
    await ada.goto('/my/inbox')
    const waiting = item('How do I begin?')
    await waiting.getByRole('button', { name: 'More' }).click()
    await waiting.getByRole('textbox', { name: 'New note' }).fill('Was ill last week.')
    await waiting.getByRole('button', { name: 'Add note' }).click()
    await waiting.getByText('1 note').waitFor()
    await waiting.getByRole('textbox', { name: 'New tag' }).fill('exam')
    await waiting.getByRole('button', { name: 'Add tag' }).click()
    await waiting.getByRole('button', { name: 'Remove the tag exam' }).waitFor()
    await waiting.getByRole('button', { name: 'New canned answer' }).click()
    await waiting.getByRole('textbox', { name: 'Title' }).fill('Soon')
    await waiting.getByRole('textbox', { name: 'Text' }).fill('Hello {name}, I look at it soon.')
    await waiting.getByRole('button', { name: 'Save' }).click()
    await waiting.getByText('Hello Ben, I look at it soon.').waitFor()
    expect(await audit(ada)).toEqual([])
    await waiting.getByRole('button', { name: 'Put into the reply' }).click()
    const field = ada.getByRole('textbox').filter({ hasText: 'Hello Ben, I look at it soon.' })
    await field.waitFor()
    expect((await cast.ben.history(place.id)).map(({ content }) => content)).not.toContain(
      'Hello Ben, I look at it soon.',
    )
    expect(await ben.getByText('Was ill last week.').count()).toBe(0)
    expect(await cast.ben.statusOf('/inbox')).toBe(403)
  })

  test('a student has neither the button nor the page', async () => {
    const { ben } = scene
    await ben.getByRole('button', { name: /^Notifications/ }).waitFor()
    expect(await ben.getByRole('button', { name: /^Needs an answer/ }).count()).toBe(0)
    await ben.goto('/my/inbox')
    await ben.getByText('There is nothing at this address').waitFor()
    await ben.goto('/')
  })

  test('waits are shown by conversation and by person, with the teaching hours', async () => {
    const { ada, cast } = scene
    const place = await scene.group()
    await cast.ben.ask(place.id, 'And then?')
    await ada.goto('/my/inbox')
    await button(/^How long people wait$/).click()
    await button(new RegExp(`^${place.title}$`)).click()
    await ada.getByRole('rowheader', { name: 'Ben' }).waitFor()
    await ada.getByRole('checkbox', { name: 'Sat' }).check()
    await button(/^Set the hours$/).click()
    await ada.getByText('Set for this conversation.').waitFor()
    expect(await audit(ada)).toEqual([])
    expect(await overflow(ada)).toBe(0)
  })
})
