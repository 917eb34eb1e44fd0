import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { act, openConversation, PATIENCE, rows, SOON } from './stage.ts'

describe('S13 people kept apart', () => {
  // The window asks once more for a conversation that is hidden from it.
  const scene = useScene({ expect: [/404 \(Not Found\).*\/conversations\//] })

  test('S13 a blocked person is folded up in a group, gone from the list, and comes back from the settings', async () => {
    const { ben, cast } = scene
    const { id, title } = await scene.group()
    const direct = await cast.ada.create('direct', undefined, [cast.ben.id])
    await cast.ada.say(direct.id, 'Please call me.')
    const item = ben.locator('.lectern-conversation', { hasText: 'Please call me.' })
    await item.waitFor(SOON)
    await cast.ada.say(id, 'Not again, Ben!')
    await act(ben, 'Not again, Ben!', `Block ${cast.ada.name}`)
    await ben.getByText('Message from somebody you blocked').first().waitFor(SOON)
    await item.waitFor({ state: 'hidden', ...SOON })
    await cast.ada.say(direct.id, 'Do you read this?')
    await ben.goto('/settings')
    await ben.getByRole('button', { name: `Unblock ${cast.ada.name}` }).click()
    await ben.getByText('You have blocked nobody.').waitFor(SOON)
    await ben.locator('.lectern-conversation', { hasText: 'Do you read this?' }).waitFor(SOON)
    await openConversation(ben, title)
    await rows(ben, 'Not again, Ben!').waitFor(SOON)
  })

  test('S13 a report reaches the teacher of the group, who deals with it', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.chloe.say(id, 'You are all too slow.')
    await act(ben, 'You are all too slow.', 'Report…')
    await ben.getByLabel('What is wrong?').fill('This is unkind.')
    await ben.getByRole('button', { name: 'Report', exact: true }).click()
    await ben.getByText('Staff have your report.').first().waitFor(SOON)
    await ben.getByRole('dialog').getByText('Close', { exact: true }).click()
    // It is news where she is, also after a reload.
    const account = ada.getByRole('button', { name: '1 report is waiting' })
    await account.waitFor(SOON)
    await ada
      .locator('[aria-live=polite] > p')
      .filter({ hasText: '1 report is waiting' })
      .waitFor({ ...SOON, state: 'attached' })
    await ada.reload()
    await account.click()
    await ada.getByRole('menuitem', { name: 'Reports 1' }).click()
    const report = ada.locator('.report', { hasText: 'This is unkind.' })
    await report.getByText('You are all too slow.').waitFor(SOON)
    await report.getByRole('button', { name: 'Dealt with' }).click()
    await report.waitFor({ state: 'hidden', ...SOON })
    await account.waitFor({ state: 'hidden', ...SOON })
    await ada.getByRole('radio', { name: 'Done' }).check()
    await report.waitFor(SOON)
    expect(await report.getByText(/Dealt with by/).count()).toBe(1)
  })

  test('S13 the app offers a student what the policy lets them start', async () => {
    const { ben, cast } = scene
    await ben.getByRole('button', { name: 'New conversation' }).click()
    const dialog = ben.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Group' }).check()
    expect(await dialog.getByText('Course', { exact: true }).count()).toBe(0)
    await dialog.getByLabel('Title').fill('Study group of the week')
    await dialog.getByRole('combobox').fill(cast.ada.name)
    await dialog.getByRole('option', { name: cast.ada.name }).first().click()
    await dialog.getByRole('button', { name: 'Start' }).click()
    await ben.getByRole('heading', { level: 1, name: 'Study group of the week' }).waitFor(SOON)
  })

  test('S13 an administrator leaves study groups to staff in the settings, and a student is offered none', async () => {
    const { ben, casting, stage } = scene
    const { email } = await casting.administrator('Olga')
    const admin = await stage.signedIn(email)
    await admin.goto('/settings')
    const groups = admin.getByLabel('Groups are started by')
    const offered = async () => {
      const policy = ben.waitForResponse((response) => new URL(response.url()).pathname === '/policy')
      await ben.getByRole('button', { name: 'New conversation' }).click()
      const dialog = ben.getByRole('dialog')
      await dialog.getByRole('combobox').waitFor()
      await (await policy).finished()
      const kinds = await dialog.getByRole('radio').count()
      await ben.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      return kinds
    }
    await ben.goto('/')
    try {
      await groups.selectOption('Staff')
      await admin.getByText('Changed for the whole school.').first().waitFor(SOON)
      // A direct conversation alone is no choice.
      await expect.poll(offered, PATIENCE).toBe(0)
    } finally {
      await groups.selectOption('Everybody')
    }
    await expect.poll(offered, PATIENCE).toBe(2)
  })
})
