// Somebody with more conversations than one page of the list.
import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { PATIENCE } from './stage.ts'

/** A page of the list is fifty. */
const GROUPS = 52

describe('an instructor with many conversations', () => {
  const scene = useScene({ expect: [/ERR_INTERNET_DISCONNECTED/] })
  const list = () => scene.ada.getByRole('navigation', { name: 'Conversations' })
  const row = (title: string) => list().getByTitle(title, { exact: true })

  /** The three oldest are on the second page: one with a question, one unread, one with Chloe. */
  const fill = async (): Promise<void> => {
    await scene.renew()
    const { ada, ben, chloe } = scene.cast
    const asked = await ada.create('group', 'Asked long ago', [ben.id])
    await ben.ask(asked.id, 'May I hand it in late?')
    const unread = await ada.create('group', 'Not read yet', [ben.id])
    await ben.say(unread.id, 'Hello')
    await ada.create('group', 'Quiet corner', [chloe.id])
    for (let index = 0; index < GROUPS; index++) await ada.create('group', `Group ${index}`, [ben.id])
    await scene.ada.reload()
    await row(`Group ${GROUPS - 1}`).waitFor()
    expect(await row('Quiet corner').count()).toBe(0)
  }

  test('the filters count and show what is further down, also after a reload', async () => {
    await fill()
    const questions = list().getByRole('button', { name: 'Questions 1', exact: true })
    await questions.click(PATIENCE)
    await row('Asked long ago').waitFor()
    await list().getByRole('button', { name: 'Unread 2', exact: true }).click()
    await row('Not read yet').waitFor()
    expect(await scene.ada.title()).toMatch(/^\(2\)/)
    await row('Not read yet').click()
    await list().getByRole('button', { name: 'Unread 1', exact: true }).waitFor()
  })

  test('the field and the finder reach a conversation further down, by title and by person', async () => {
    await fill()
    await list().getByRole('searchbox').fill('corner quiet')
    await row('Quiet corner').waitFor()
    await scene.ada.reload()
    await row(`Group ${GROUPS - 1}`).waitFor()
    await scene.ada.keyboard.press('Control+k')
    const finder = scene.ada.getByRole('combobox')
    await finder.fill('chloe corner')
    await scene.ada.getByRole('option', { name: /Quiet corner/ }).click()
    await scene.ada.getByRole('heading', { name: 'Quiet corner' }).first().waitFor()
  })

  test('without a connection the list says that only this device was searched', async () => {
    await fill()
    await scene.ada.context().setOffline(true)
    await list().getByRole('searchbox').fill('corner')
    await list()
      .getByText(/^Only the conversations on this device were searched/)
      .waitFor()
    await scene.ada.context().setOffline(false)
    await row('Quiet corner').waitFor()
  })
})
