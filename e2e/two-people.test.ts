import { describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { act, composer, openConversation, PATIENCE, rows, readTexts, SOON, write } from './stage.ts'

describe('an instructor and a student talk', () => {
  const scene = useScene({ keepsFiles: true })

  test('a message of Ada is with Ben at once', async () => {
    const { ada, ben } = scene
    await scene.group()
    await write(ada, 'Did the second worksheet make sense?')
    await rows(ben, 'Did the second worksheet make sense?').waitFor(SOON)
    expect(await rows(ada, 'Did the second worksheet make sense?').count()).toBe(1)
  })

  test('Ada sees that Ben is typing, and that he stopped', async () => {
    const { ada, ben } = scene
    await scene.group()
    await composer(ben).pressSequentially('Mostly', { delay: 30 })
    const typing = ada.getByText(/typing/).first()
    await typing.waitFor(SOON)
    await composer(ben).fill('')
    await typing.waitFor({ state: 'hidden', ...PATIENCE })
  })

  test('Ada sees delivered while Ben is elsewhere, and read when he looks', async () => {
    const { ada, ben } = scene
    await Promise.all([openConversation(ada, 'Ben'), openConversation(ben, 'Mathematics')])
    await write(ada, 'Question 4 is the interesting one.')
    const mark = rows(ada, 'Question 4 is the interesting one.')
      .last()
      .getByText(/^(Delivered|Read)$/)
    await expect.poll(() => mark.textContent(), PATIENCE).toBe('Delivered')
    await ben.bringToFront()
    await openConversation(ben, 'Ada')
    await expect.poll(() => mark.textContent(), PATIENCE).toBe('Read')
  })

  test('an edit appears on both sides', async () => {
    const { ada, ben } = scene
    await scene.group()
    await write(ben, 'I got x = 3')
    await rows(ada, 'I got x = 3').waitFor()
    await act(ben, 'I got x = 3', 'Edit')
    await ben.getByRole('textbox', { name: /Editing|Message/ }).fill('I got x = −3')
    await ben.keyboard.press('Enter')
    await rows(ada, 'I got x = −3').getByText('edited').waitFor()
    await rows(ben, 'I got x = −3').getByText('edited').waitFor()
    expect(await rows(ada, 'I got x = 3').count()).toBe(0)
  })

  test('a reaction appears on both sides', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'I got x = −3')
    await rows(ada, 'I got x = −3').getByText('I got x = −3').hover()
    await rows(ada, 'I got x = −3').getByRole('button', { name: 'React' }).click()
    await ada.getByRole('dialog').getByText('👍').first().click()
    for (const page of [ada, ben])
      await rows(page, 'I got x = −3')
        .getByRole('button', { name: /reacted with 👍/u })
        .waitFor()
  })

  test('a deletion appears on both sides', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'I got x = −3')
    await rows(ada, 'I got x = −3').waitFor()
    await act(ben, 'I got x = −3', 'Delete')
    await rows(ada, 'I got x = −3').waitFor({ state: 'detached', ...PATIENCE })
    for (const page of [ada, ben]) await page.getByText('Message deleted').first().waitFor()
  })

  test('a deletion that is undone is never sent', async () => {
    const { ada, ben, cast } = scene
    const { id } = await scene.group()
    await cast.ben.say(id, 'Please keep this one')
    await rows(ada, 'Please keep this one').waitFor()
    const deletions: string[] = []
    const note = (request: { method(): string; url(): string }) => {
      if (request.method() === 'DELETE') deletions.push(request.url())
    }
    ben.on('request', note)
    await act(ben, 'Please keep this one', 'Delete')
    const undo = ben.getByRole('button', { name: 'Undo' })
    await undo.click()
    await rows(ben, 'Please keep this one').waitFor()
    await undo.waitFor({ state: 'detached' })
    // A message sent afterwards would arrive after a deletion.
    await write(ben, 'And this one, too')
    await rows(ada, 'And this one, too').waitFor()
    ben.off('request', note)
    expect(deletions).toEqual([])
    expect(await rows(ada, 'Please keep this one').count()).toBe(1)
  })

  test('a second tab of Ada agrees', async () => {
    const { ada, ben, stage, cast } = scene
    const { id } = await scene.group()
    await cast.ada.say(id, 'Question 4 is the interesting one.')
    await rows(ada, 'Question 4 is the interesting one.').waitFor()
    const tab = await stage.tab(ada, 'ada, second tab')
    await rows(tab, 'Question 4 is the interesting one.').waitFor()
    await write(tab, 'Written in the second tab')
    for (const page of [ada, ben]) await rows(page, 'Written in the second tab').waitFor(SOON)
    await write(ben, 'Seen in both tabs')
    for (const page of [ada, tab]) await rows(page, 'Seen in both tabs').waitFor(SOON)
    expect(await readTexts(tab)).toEqual(await readTexts(ada))
    await tab.close()
  })

  test('Ben sees the unread number in the list and in the tab, and it goes when he reads', async () => {
    await scene.renew()
    const { ada, ben } = scene
    // A message left at once is not read.
    await openConversation(ben, 'Ada')
    await expect.poll(() => ben.title(), PATIENCE).toMatch(/^\(1\) /)
    await openConversation(ben, 'Mathematics')
    await expect.poll(() => ben.title(), PATIENCE).not.toMatch(/^\(/)
    const icon = () => ben.locator('link[rel="icon"]').getAttribute('href')
    const { title } = await scene.group()
    await expect.poll(() => ben.title(), PATIENCE).not.toMatch(/^\(/)
    await openConversation(ben, 'Mathematics')
    await write(ada, 'One')
    await write(ada, 'Two')
    await expect.poll(() => ben.title(), PATIENCE).toMatch(/^\(2\) /)
    await expect.poll(icon, PATIENCE).toContain('data:image/svg+xml')
    await openConversation(ben, title)
    await expect.poll(() => ben.title(), PATIENCE).not.toMatch(/^\(/)
    await expect.poll(icon, PATIENCE).toBe('/favicon.svg')
  })

  test('the details follow to another conversation, and home leads back to it', async () => {
    const { ben } = scene
    const details = ben.getByRole('complementary', { name: 'Details' })
    await openConversation(ben, 'Mathematics')
    await details.locator('.lectern-about-name', { hasText: /Mathematics/ }).waitFor()
    const there = ben.url()
    await openConversation(ben, 'Ada')
    await details.locator('.lectern-about-name', { hasText: /Ada/ }).waitFor()
    expect(await details.locator('.lectern-about-name', { hasText: /Mathematics/ }).count()).toBe(0)
    await openConversation(ben, 'Mathematics')
    await ben.goto('/settings')
    await ben.getByRole('link', { name: /to the conversations/ }).click()
    await expect.poll(() => ben.url(), PATIENCE).toBe(there)
    await details.locator('.lectern-about-name', { hasText: /Mathematics/ }).waitFor()
  })
})
