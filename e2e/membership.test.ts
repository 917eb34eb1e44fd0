import { describe, expect, test } from 'vitest'
import { useScene, type Place } from './scene.ts'
import { composer, PATIENCE, rows, write } from './stage.ts'

describe('a conversation that the user may not see, or no longer', () => {
  // The browser itself reports each refusal.
  const scene = useScene({ expect: [/status of 404/] })

  const notice = () =>
    scene.ben.getByRole('alert').filter({ hasText: 'no longer a member of this conversation' })
  const list = () => scene.ben.getByRole('navigation', { name: 'Conversations' })

  /** Removes Ben from a new group while he looks at it and writes. */
  const removed = async (): Promise<Place> => {
    const { ben, cast } = scene
    const group = await scene.group()
    await cast.ada.say(group.id, 'Good to see you')
    await rows(ben, 'Good to see you').waitFor()
    await composer(ben).fill('Half a thought')
    await cast.ada.remove(group.id, cast.ben.id)
    await notice().waitFor()
    return group
  }

  test('a member removed while looking is told in its place, and unsent text stays', async () => {
    const { ben } = scene
    const { title } = await removed()
    await ben
      .getByRole('region', { name: /not sent/ })
      .getByText('Half a thought')
      .waitFor()
    expect(await ben.getByText('Good to see you').count()).toBe(0)
    expect(await composer(ben).count()).toBe(0)
    expect(await list().getByText(title).count()).toBe(0)
  })

  test('added again it is back by itself, with the draft', async () => {
    const { ben, cast } = scene
    const { id } = await removed()
    await cast.ada.join(id, cast.ben.id)
    await rows(ben, 'Good to see you').waitFor()
    expect(await notice().count()).toBe(0)
    await expect.poll(() => composer(ben).inputValue(), PATIENCE).toBe('Half a thought')
    await composer(ben).fill('')
    await write(ben, 'Thank you')
    await rows(ben, 'Thank you')
      .getByText(/Sent|Delivered|Read/)
      .waitFor()
    expect((await cast.ada.history(id)).at(-1)?.content).toBe('Thank you')
  })

  test('there is a way back to the list', async () => {
    const { ben } = scene
    const { id } = await removed()
    await ben.getByRole('button', { name: 'To the conversations' }).click()
    await expect.poll(() => ben.url(), PATIENCE).not.toContain(id)
    await list().waitFor()
  })

  test('a link to a conversation of others says that it is not here, and shows it after the user is added', async () => {
    const { ben, cast } = scene
    const other = await cast.ada.create('group', 'Teachers', [cast.chloe.id])
    await cast.ada.say(other.id, 'Not for everybody')
    await ben.goto(`/c/${other.id}`)
    await ben.getByRole('alert').getByText('This conversation is not here').waitFor()
    await cast.ada.join(other.id, cast.ben.id)
    await rows(ben, 'Not for everybody').waitFor()
  })
})
