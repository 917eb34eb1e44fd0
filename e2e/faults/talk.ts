// The abilities of two people in two windows, over any transport.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { act, composer, openConversation, PATIENCE, rows, SOON, write } from '../stage.ts'

export const seesMessage = async (from: Page, to: Page, text: string): Promise<void> => {
  await write(from, text)
  await rows(to, text).waitFor(SOON)
  for (const page of [from, to]) expect(await rows(page, text).count()).toBe(1)
}

export const seesTyping = async (writer: Page, reader: Page): Promise<void> => {
  await composer(writer).pressSequentially('Well', { delay: 30 })
  const typing = reader.getByText(/typing/).first()
  await typing.waitFor(SOON)
  await composer(writer).fill('')
  await typing.waitFor({ state: 'hidden', ...PATIENCE })
}

/** `reader` looks at another conversation first. */
export const seesTicks = async (
  writer: Page,
  reader: Page,
  { text, elsewhere, here }: { text: string; elsewhere: string; here: string },
): Promise<void> => {
  await openConversation(reader, elsewhere)
  await write(writer, text)
  const mark = rows(writer, text).getByText(/^(Delivered|Read)$/)
  await expect.poll(() => mark.textContent(), PATIENCE).toBe('Delivered')
  await openConversation(reader, here)
  await expect.poll(() => mark.textContent(), PATIENCE).toBe('Read')
}

export const seesChanges = async (writer: Page, reader: Page, text: string): Promise<void> => {
  const edited = `${text}, or not`
  await seesMessage(writer, reader, text)
  await act(writer, text, 'Edit')
  await writer.getByRole('textbox', { name: /Editing|Message/ }).fill(edited)
  await writer.keyboard.press('Enter')
  await rows(reader, edited).getByText('edited').waitFor(PATIENCE)

  await rows(reader, edited).getByText(edited).hover()
  await rows(reader, edited).getByRole('button', { name: 'React' }).click()
  await reader.getByRole('dialog').getByText('👍').first().click()
  const reaction = { name: /reacted with 👍/u }
  for (const page of [writer, reader])
    await rows(page, edited).getByRole('button', reaction).waitFor(PATIENCE)

  const tombstones = (page: Page) => page.getByRole('log').getByText('Message deleted')
  await act(writer, edited, 'Delete')
  await rows(reader, edited).waitFor({ state: 'detached', ...PATIENCE })
  for (const page of [writer, reader]) await expect.poll(() => tombstones(page).count(), PATIENCE).toBe(1)
}
