import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '@lectern/protocol'
import { useScene } from '../scene.ts'
import { composer, openConversation, PATIENCE, RECOVERY, rows, write } from '../stage.ts'

const SEND = /\/conversations\/[^/]+\/messages$/

describe('the server refuses a message', () => {
  const scene = useScene({
    ben: { permissions: ['clipboard-read', 'clipboard-write'] },
    // The browser itself reports each refusal.
    expect: [/net::ERR_|status of (400|404|413)/],
  })

  /** Messages written meanwhile reach the server far too long. */
  const inflated = async (page: Page, meanwhile: () => Promise<void>): Promise<void> => {
    await page.route(SEND, async (route) => {
      const message = route.request().postDataJSON() as { content: string } | null
      if (message?.content.startsWith('Too long'))
        await route.continue({
          postData: JSON.stringify({ ...message, content: 'x'.repeat(LIMITS.message_chars + 1) }),
        })
      else await route.continue()
    })
    try {
      await meanwhile()
    } finally {
      await page.unrouteAll()
    }
  }

  const failedRow = async (page: Page, text: string) => {
    const row = rows(page, text)
    await row.locator('.lectern-failed > p').waitFor()
    expect(await row.getByRole('button').allTextContents()).toEqual(['Retry', 'Edit', 'Copy', 'Discard'])
    return row
  }

  test('it keeps its place with the reason, and later messages go on', async () => {
    const { ada, ben } = scene
    await scene.group()
    await inflated(ben, async () => {
      await write(ben, 'Too long, the first')
      const row = await failedRow(ben, 'Too long, the first')
      expect(await row.locator('.lectern-failed > p').textContent()).toMatch(/^Not sent\. .*20[,.]?000/)
      await write(ben, 'The next one')
      await rows(ada, 'The next one').waitFor()
      expect(await rows(ada, 'Too long, the first').count()).toBe(0)
      await ben.reload()
      await failedRow(ben, 'Too long, the first')
    })
  })

  test('copy and edit take the text along', async () => {
    const { ada, ben } = scene
    await scene.group()
    await inflated(ben, async () => {
      await write(ben, 'Too long, the first')
      const row = await failedRow(ben, 'Too long, the first')
      await ben.bringToFront()
      await row.getByRole('button', { name: 'Copy', exact: true }).click()
      await expect
        .poll(() => ben.evaluate(() => navigator.clipboard.readText()), PATIENCE)
        .toBe('Too long, the first')
      await row.getByRole('button', { name: 'Edit', exact: true }).click()
      await row.waitFor({ state: 'detached' })
      await expect.poll(() => composer(ben).inputValue(), PATIENCE).toBe('Too long, the first')
      await composer(ben).fill('Short now')
      await composer(ben).press('Enter')
      await rows(ada, 'Short now').waitFor()
    })
  })

  test('retry sends it when the reason is gone; discard drops it', async () => {
    const { ada, ben } = scene
    await scene.group()
    await inflated(ben, async () => {
      await write(ben, 'Too long, the second')
      await write(ben, 'Too long, the third')
      await failedRow(ben, 'Too long, the second')
      const third = await failedRow(ben, 'Too long, the third')
      await third.getByRole('button', { name: 'Discard' }).click()
      const undo = ben.getByText('Message discarded', { exact: true })
      await undo.waitFor()
      // Its time stands still while somebody is at it.
      await composer(ben).hover()
      await composer(ben).focus()
      await undo.waitFor({ state: 'detached', ...PATIENCE })
    })
    const second = await failedRow(ben, 'Too long, the second')
    await second.getByRole('button', { name: 'Retry' }).click()
    await rows(ada, 'Too long, the second').waitFor()
    await ben.reload()
    await rows(ben, 'Too long, the second').waitFor()
    expect(await rows(ada, 'Too long, the second').count()).toBe(1)
    for (const page of [ada, ben]) expect(await rows(page, 'Too long, the third').count()).toBe(0)
  })

  test('a member removed meanwhile keeps the text, and may send it when added again', async () => {
    const { ben, cast } = scene
    const { id, title } = await scene.group()
    await ben.route(SEND, (route) => route.abort('connectionrefused'))
    try {
      await write(ben, 'Am I still in?')
      await rows(ben, 'Am I still in?').getByText('Sending').waitFor()
      await cast.ada.remove(id, cast.ben.id)
    } finally {
      await ben.unrouteAll()
    }
    await ben.reload()
    // Whether the client knows the former membership depends on the frames before the reload.
    await ben.getByText(/This conversation is not here|You are no longer a member/).waitFor()
    await ben
      .getByRole('region', { name: /not sent/ })
      .getByText('Am I still in?')
      .waitFor()

    await cast.ada.join(id, cast.ben.id)
    await openConversation(ben, title)
    const hasArrived = async () =>
      (await cast.ada.history(id)).some(({ content }) => content === 'Am I still in?')
    const hasFailed = async () =>
      (await rows(ben, 'Am I still in?').locator('.lectern-failed > p').count()) > 0
    await expect.poll(async () => (await hasFailed()) || (await hasArrived()), RECOVERY).toBe(true)
    // Without an attempt during his absence, it goes by itself when he is back.
    if (await hasFailed()) {
      const row = await failedRow(ben, 'Am I still in?')
      await row.getByRole('button', { name: 'Retry' }).click()
    }
    await expect.poll(hasArrived, RECOVERY).toBe(true)
    await expect.poll(() => rows(ben, 'Am I still in?').count(), PATIENCE).toBe(1)
  })
})
