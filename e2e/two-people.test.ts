import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  act,
  ADA,
  BEN,
  composer,
  openConversation,
  PATIENCE,
  rows,
  said,
  SOON,
  Stage,
  write,
} from './stage.ts'

describe('an instructor and a student talk', () => {
  let stage: Stage
  let ada: Page
  let ben: Page

  beforeAll(async () => {
    stage = await Stage.open()
    ;[ada, ben] = await Promise.all([stage.signedIn(ADA), stage.signedIn(BEN)])
    await openConversation(ada, 'Ben')
    await openConversation(ben, 'Ada')
  })

  afterAll(() => stage.close())

  test('what Ada writes is with Ben at once', async () => {
    await write(ada, 'Did the second worksheet make sense?')
    await rows(ben, 'Did the second worksheet make sense?').waitFor(SOON)
    expect(await rows(ada, 'Did the second worksheet make sense?').count()).toBe(1)
  })

  test('Ada sees that Ben is typing, and that he stopped', async () => {
    await composer(ben).pressSequentially('Mostly', { delay: 30 })
    const typing = ada.getByText(/typing/).first()
    await typing.waitFor(SOON)
    await composer(ben).fill('')
    await typing.waitFor({ state: 'hidden', ...PATIENCE })
  })

  test('Ada sees delivered while Ben is elsewhere, and read when he looks', async () => {
    await openConversation(ben, 'Mathematics')
    await write(ada, 'Question 4 is the interesting one.')
    const mark = rows(ada, 'Question 4 is the interesting one.').getByText(/^(Delivered|Read)$/)
    await expect.poll(() => mark.textContent(), PATIENCE).toBe('Delivered')
    await ben.bringToFront()
    await openConversation(ben, 'Ada')
    await expect.poll(() => mark.textContent(), PATIENCE).toBe('Read')
  })

  test('an edit, a reaction and a deletion appear on both sides', async () => {
    await write(ben, 'I got x = 3')
    await rows(ada, 'I got x = 3').waitFor()

    await act(ben, 'I got x = 3', 'Edit')
    await ben.getByRole('textbox', { name: /Editing|Message/ }).fill('I got x = −3')
    await ben.keyboard.press('Enter')
    await rows(ada, 'I got x = −3').getByText('edited').waitFor()
    await rows(ben, 'I got x = −3').getByText('edited').waitFor()
    expect(await rows(ada, 'I got x = 3').count()).toBe(0)

    await rows(ada, 'I got x = −3').getByText('I got x = −3').hover()
    await rows(ada, 'I got x = −3').getByRole('button', { name: 'React' }).click()
    await ada.getByRole('dialog').getByText('👍').first().click()
    for (const page of [ada, ben])
      await rows(page, 'I got x = −3')
        .getByRole('button', { name: /reacted with 👍/u })
        .waitFor()

    await act(ben, 'I got x = −3', 'Delete')
    await rows(ada, 'I got x = −3').waitFor({ state: 'detached', ...PATIENCE })
    await ada.getByText('Message deleted').first().waitFor()
    await ben.getByText('Message deleted').first().waitFor()
  })

  test('a deletion is taken back within five seconds', async () => {
    await write(ben, 'Please keep this one')
    await rows(ada, 'Please keep this one').waitFor()
    await act(ben, 'Please keep this one', 'Delete')
    await ben.getByRole('button', { name: 'Undo' }).click()
    await rows(ben, 'Please keep this one').waitFor()
    await ben.waitForTimeout(5_500)
    expect(await rows(ada, 'Please keep this one').count()).toBe(1)
  })

  test('a second tab of Ada agrees', async () => {
    const tab = await stage.tab(ada, 'ada, second tab')
    await rows(tab, 'Question 4 is the interesting one.').waitFor()
    await write(tab, 'Written in the second tab')
    for (const page of [ada, ben]) await rows(page, 'Written in the second tab').waitFor(SOON)
    await write(ben, 'Seen in both tabs')
    for (const page of [ada, tab]) await rows(page, 'Seen in both tabs').waitFor(SOON)
    expect(await said(tab)).toEqual(await said(ada))
    await tab.close()
  })

  test('Ben sees how much is unread in the list and in the tab, and it goes when he reads', async () => {
    const icon = () => ben.locator('link[rel="icon"]').getAttribute('href')
    await expect.poll(() => ben.title(), PATIENCE).not.toMatch(/^\(/)
    await openConversation(ben, 'Mathematics')
    await write(ada, 'One')
    await write(ada, 'Two')
    await expect.poll(() => ben.title(), PATIENCE).toMatch(/^\(2\) /)
    await expect.poll(icon, PATIENCE).toContain('data:image/svg+xml')
    await openConversation(ben, 'Ada')
    await expect.poll(() => ben.title(), PATIENCE).not.toMatch(/^\(/)
    await expect.poll(icon, PATIENCE).toBe('/favicon.svg')
  })

  test('the details follow to another conversation, and home leads back to it', async () => {
    const details = ben.getByRole('complementary', { name: 'Details' })
    await openConversation(ben, 'Mathematics')
    await details.getByRole('heading', { name: /Mathematics/ }).waitFor()
    const there = ben.url()
    await openConversation(ben, 'Ada')
    await details.getByRole('heading', { name: /Ada/ }).waitFor()
    expect(await details.getByRole('heading', { name: /Mathematics/ }).count()).toBe(0)
    await openConversation(ben, 'Mathematics')
    await ben.goto('/settings')
    await ben.getByRole('link', { name: /to the conversations/ }).click()
    await expect.poll(() => ben.url(), PATIENCE).toBe(there)
    await details.getByRole('heading', { name: /Mathematics/ }).waitFor()
  })

  test('nothing complained', () => expect(stage.complaints.list).toEqual([]))
})
