import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Person } from './person.ts'
import { ADA, BEN, CHLOE, composer, openConversation, PATIENCE, rows, Stage, write } from './stage.ts'

describe('a conversation that one may not see, or no longer', () => {
  let stage: Stage
  let ada: Person
  let ben: Page
  let ben_id: string
  let group_id: string

  beforeAll(async () => {
    stage = await Stage.open()
    // The browser itself reports each refusal.
    stage.complaints.expect(/status of 404/)
    ada = await Person.signIn(stage.server.url, ADA)
    ben_id = (await Person.signIn(stage.server.url, BEN)).id
    group_id = (await ada.create('group', 'Study group', [ben_id])).id
    ben = await stage.signedIn(BEN)
    await openConversation(ben, 'Study group')
  })

  afterAll(() => stage.close())

  const notice = () => ben.getByRole('alert').filter({ hasText: 'no longer a member of this conversation' })
  const list = () => ben.getByRole('navigation', { name: 'Conversations' })

  test('who is removed while looking at it is told in its place, and what was not sent stays', async () => {
    await ada.say(group_id, 'Welcome')
    await rows(ben, 'Welcome').waitFor()
    await composer(ben).fill('Half a thought')
    await ada.remove(group_id, ben_id)
    await notice().waitFor()
    await ben
      .getByRole('region', { name: /not sent/ })
      .getByText('Half a thought')
      .waitFor()
    expect(await ben.getByText('Welcome').count()).toBe(0)
    expect(await composer(ben).count()).toBe(0)
    expect(await list().getByText('Study group').count()).toBe(0)
  })

  test('added again it is back by itself, with the draft', async () => {
    await ada.join(group_id, ben_id)
    await rows(ben, 'Welcome').waitFor()
    expect(await notice().count()).toBe(0)
    await expect.poll(() => composer(ben).inputValue(), PATIENCE).toBe('Half a thought')
    await composer(ben).fill('')
    await write(ben, 'Thank you')
    await rows(ben, 'Thank you')
      .getByText(/Sent|Delivered|Read/)
      .waitFor()
    expect((await ada.history(group_id)).at(-1)?.content).toBe('Thank you')
  })

  test('there is a way back to the list', async () => {
    await ada.remove(group_id, ben_id)
    await notice().waitFor()
    await ben.getByRole('button', { name: 'To the conversations' }).click()
    await expect.poll(() => ben.url()).not.toContain(group_id)
    await list().waitFor()
  })

  test('a link to a conversation of others says that it is not here, and shows it once one is added', async () => {
    const chloe = await Person.signIn(stage.server.url, CHLOE)
    const other = await ada.create('group', 'Teachers', [chloe.id])
    await ada.say(other.id, 'Not for everybody')
    await ben.goto(`/c/${other.id}`)
    await ben.getByRole('alert').getByText('This conversation is not here').waitFor()
    await ada.join(other.id, ben_id)
    await rows(ben, 'Not for everybody').waitFor()
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
