// The ways of files into a message, and of files and messages that fail.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audit, overflow } from './audit.ts'
import { Lines } from './faults/fault-stage.ts'
import { SampleFiles } from './sample-files.ts'
import { useScene } from './scene.ts'
import { composer, openConversation, PATIENCE, rows } from './stage.ts'

/** Sending, checking and showing a picture on two busy cores takes this long. */
const SHOWN = { timeout: 40_000 }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const tray = (page: Page) => page.getByRole('list', { name: 'Attached files' })
const ready = (page: Page) => tray(page).locator('[data-status=ready]').count()
const loaded = (page: Page, text: string) =>
  rows(page, text)
    .locator('.lectern-images img')
    .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 0).length)

/** A finger that swipes. */
const swipe = async (page: Page, from: number, to: number): Promise<void> => {
  const touch = await page.context().newCDPSession(page)
  const at = (x: number) => ({ touchPoints: [{ x, y: 400 }] })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(from) })
  for (const share of [0.25, 0.5, 0.75, 1])
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(from + (to - from) * share) })
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

describe('files come into a message', () => {
  // A file may be requested at the moment of its deletion.
  const scene = useScene({ expect: [/404 \(Not Found\) .*\/preview\//] })
  let files: SampleFiles

  beforeAll(async () => void (files = await SampleFiles.make()))
  afterAll(() => files.remove())

  const send = async (page: Page, text: string) => {
    await composer(page).fill(text)
    await composer(page).press('Enter')
  }

  describe('on a phone', () => {
    /** Ben's phone, in a group of Ada and Ben. */
    const inGroup = async (): Promise<Page> => {
      const { title } = await scene.group()
      const phone = await scene.stage.signedIn(scene.cast.ben.email, PHONE)
      await openConversation(phone, title)
      return phone
    }

    test('three photos are one message, and each is opened, swiped through and closed by touch', async () => {
      const phone = await inGroup()
      const asked = phone.waitForEvent('filechooser')
      await phone.getByRole('button', { name: 'Attach files' }).tap()
      const chooser = await asked
      expect(chooser.isMultiple()).toBe(true)
      await chooser.setFiles(['board.jpg', 'tall.jpg', 'wide.jpg'].map((name) => files.path(name)))
      await expect.poll(() => tray(phone).getByRole('listitem').count(), PATIENCE).toBe(3)
      await composer(phone).fill('From my phone')
      expect(await audit(phone), 'tray').toEqual([])
      await phone.getByRole('button', { name: 'Send', exact: true }).tap()
      await expect.poll(() => loaded(scene.ada, 'From my phone'), SHOWN).toBe(3)
      expect(await rows(scene.ada, 'From my phone').count()).toBe(1)

      await rows(phone, 'From my phone').getByRole('button', { name: 'Open image' }).nth(1).tap()
      const dialog = phone.getByRole('dialog', { name: 'Image' })
      await dialog.getByText('2 of 3', { exact: true }).waitFor()
      for (const name of ['Previous image', 'Next image', 'Close', 'Zoom in']) {
        const box = await dialog.getByRole('button', { name }).boundingBox()
        expect([name, box?.width, box?.height]).toEqual([name, 44, 44])
      }
      await swipe(phone, 300, 60)
      await dialog.getByText('3 of 3', { exact: true }).waitFor()
      await swipe(phone, 60, 300)
      await dialog.getByText('2 of 3', { exact: true }).waitFor()
      // A browser takes the first touch after a swipe for one that ends its momentum.
      const previous = dialog.getByRole('button', { name: 'Previous image' })
      await expect
        .poll(async () => {
          await previous.tap({ timeout: 1_000 }).catch(() => {})
          return dialog.getByText('1 of 3', { exact: true }).isVisible()
        }, PATIENCE)
        .toBe(true)
      expect(await audit(phone), 'in full').toEqual([])
      await dialog.getByRole('button', { name: 'Close' }).tap()
      await dialog.waitFor({ state: 'detached' })
      expect(await overflow(phone)).toBe(0)
      await phone.context().close()
    })

    test('the camera is one press away, and only there', async () => {
      const phone = await inGroup()
      const asked = phone.waitForEvent('filechooser')
      await phone.getByRole('button', { name: 'Take a photo' }).tap()
      const chooser = await asked
      const input = chooser.element()
      expect(await input.getAttribute('capture')).toBe('environment')
      expect(await input.getAttribute('accept')).toBe('image/*')
      await chooser.setFiles(files.path('board.jpg'))
      await tray(phone).getByText('board.jpg').waitFor()
      await phone.getByRole('button', { name: 'Remove board.jpg' }).tap()
      await tray(phone).waitFor({ state: 'detached' })
      await phone.context().close()
      expect(await scene.ben.getByRole('button', { name: 'Take a photo' }).count()).toBe(0)
    })
  })

  test('an image is pasted from the clipboard', async () => {
    const { ada, ben: page } = scene
    await scene.group()
    try {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.evaluate(async () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 240, height: 160 })
        canvas.getContext('2d')?.fillRect(20, 20, 100, 80)
        const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture as Blob })])
      })
      await composer(page).focus()
      await page.keyboard.press('ControlOrMeta+v')
      await expect.poll(() => tray(page).getByRole('listitem').count(), PATIENCE).toBe(1)
    } finally {
      await page.context().clearPermissions()
    }
    await send(page, 'Pasted')
    await expect.poll(() => loaded(ada, 'Pasted'), SHOWN).toBe(1)
  })

  test('files are dropped anywhere on the conversation, which shows that it takes them', async () => {
    const { ada, ben: page } = scene
    await scene.group()
    const dragged = await page.evaluateHandle(
      (sources) => {
        const data = new DataTransfer()
        for (const { name, type, bytes } of sources)
          data.items.add(new File([Uint8Array.from(bytes)], name, { type }))
        return data
      },
      [
        { name: 'wide.jpg', type: 'image/jpeg', bytes: [...readFileSync(files.path('wide.jpg'))] },
        { name: 'work.py', type: '', bytes: [...readFileSync(files.path('work.py'))] },
      ],
    )
    const history = page.getByRole('log')
    await history.dispatchEvent('dragenter', { dataTransfer: dragged })
    await page.getByText('Drop files to attach them').waitFor()
    await history.dispatchEvent('dragover', { dataTransfer: dragged })
    await history.dispatchEvent('drop', { dataTransfer: dragged })
    await page.getByText('Drop files to attach them').waitFor({ state: 'detached' })
    await expect.poll(() => tray(page).getByRole('listitem').count(), PATIENCE).toBe(2)
    await send(page, 'Dropped')
    await expect.poll(() => loaded(ada, 'Dropped'), SHOWN).toBe(1)
    await rows(ada, 'Dropped').getByText('work.py').waitFor(SHOWN)
  })

  test('an alternative text is written before sending, and read at the other side', async () => {
    const { ada, ben: page } = scene
    await scene.group()
    const alt = 'A triangle with a right angle at C'
    await files.choose(page, 'tall.jpg')
    await page.getByRole('button', { name: 'Describe' }).click()
    const question = page.getByRole('dialog', { name: 'Description' })
    await question.getByLabel('What does the image show?').fill(alt)
    expect(await audit(page)).toEqual([])
    await page.keyboard.press('Enter')
    await question.waitFor({ state: 'detached' })
    await send(page, 'Described')
    await rows(ada, 'Described').getByRole('img', { name: alt }).waitFor(SHOWN)
    await rows(ada, 'Described')
      .getByRole('button', { name: `Open image: ${alt}` })
      .click()
    await ada.getByRole('dialog', { name: 'Image' }).locator('p').getByText(alt).waitFor()
    await ada.keyboard.press('Escape')
    await ada.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('a damaged file among three says so, and does not block the others', async () => {
    const { ada, ben: page } = scene
    await scene.group()
    await files.choose(page, 'board.jpg', 'damaged.jpg', 'notes.pdf')
    await expect.poll(() => ready(page), SHOWN).toBe(2)
    await tray(page).getByRole('alert').waitFor(SHOWN)
    await send(page, 'Two of three')
    await page.getByText('A file could not be attached').waitFor()
    expect(await rows(page, 'Two of three').count()).toBe(0)
    expect(await audit(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove damaged.jpg' }).click()
    await composer(page).press('Enter')
    await expect.poll(() => loaded(ada, 'Two of three'), SHOWN).toBe(1)
    await rows(ada, 'Two of three').getByText('notes.pdf').waitFor(SHOWN)
    expect(await page.getByText('A file could not be attached').count()).toBe(0)
  })

  test('a file that turns out damaged after its message was sent can be removed from it', async () => {
    const { ada, cast, stage } = scene
    const { title } = await scene.group()
    const lines = new Lines(stage)
    const { page, line } = await lines.device(cast.ben.email)
    try {
      await openConversation(page, title)
      line.set({ up: { bytes_per_s: 0 } })
      await files.choose(page, 'damaged.jpg', 'work.py')
      await send(page, 'Sent too early')
      await rows(page, 'Sent too early').waitFor()
      line.heal()
      const failed = rows(page, 'Sent too early').locator('.lectern-failed > p')
      await failed.getByText('damaged.jpg').waitFor(SHOWN)
      expect(await audit(page)).toEqual([])
      await rows(page, 'Sent too early').getByRole('button', { name: 'Remove damaged.jpg' }).click()
      await rows(ada, 'Sent too early').getByText('work.py').waitFor(SHOWN)
      expect(await rows(ada, 'Sent too early').locator('.lectern-images').count()).toBe(0)
    } finally {
      await page.context().close()
      await lines.close()
    }
  })

  test('a text that is too long stays, and is sent as a file that the other side can read', async () => {
    const { ada, ben: page } = scene
    await scene.group()
    const long = `${'Fifty-nine characters of a text that nobody would read yet. '.repeat(20)}\n`.repeat(25)
    await composer(page).fill(long)
    await page.getByText('10,025 characters over the limit of 20,000').waitFor()
    await composer(page).press('Enter')
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe(long)
    expect(await audit(page)).toEqual([])
    await page.getByRole('button', { name: 'Send as a file' }).click()
    await tray(page).getByText('message.txt').waitFor()
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe('')
    await send(page, 'My essay')
    const essay = rows(ada, 'My essay')
    await essay.getByRole('button', { name: 'Preview' }).click(SHOWN)
    await essay.getByText('Fifty-nine characters').first().waitFor()
    const begun = ada.waitForEvent('download')
    await essay.getByRole('button', { name: 'Download message.txt' }).click()
    expect(readFileSync(await (await begun).path(), 'utf8')).toBe(long)
  })

  test('taking a message back gives its files back, with their alternative texts', async () => {
    const { ada, ben: page } = scene
    await scene.group()
    await files.choose(page, 'wide.jpg', 'notes.pdf')
    await page.getByRole('button', { name: 'Describe' }).click()
    await page.getByLabel('What does the image show?').fill('A number line')
    await page.keyboard.press('Enter')
    await expect.poll(() => ready(page), SHOWN).toBe(2)
    await send(page, 'Not yet')
    await rows(page, 'Not yet').waitFor()
    await page.getByRole('button', { name: 'Undo send' }).click()
    await rows(page, 'Not yet').waitFor({ state: 'detached' })
    await expect.poll(() => tray(page).getByRole('listitem').count(), PATIENCE).toBe(2)
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toBe('Not yet')
    await composer(page).press('Enter')
    await rows(ada, 'Not yet').getByRole('img', { name: 'A number line' }).waitFor(SHOWN)
    await rows(ada, 'Not yet').getByText('notes.pdf').waitFor()
    await expect.poll(() => rows(ada, 'Not yet').count(), PATIENCE).toBe(1)
  })
})
