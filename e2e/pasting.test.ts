// W6, W7, N9: what programs put on the clipboard, in the form in which they put it, and what comes of it in the message.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { useScene } from './scene.ts'
import { composer, PATIENCE, rows } from './stage.ts'

interface Clip {
  /** Each form by its type. */
  texts: Record<string, string>
  /** The picture that spreadsheets add of the same cells. */
  picture?: boolean
  /** Files of a file manager. */
  files?: { name: string; type: string; text: string }[]
}

/** Pastes as the browser does it: every form at once. */
const paste = async (page: Page, clip: Clip): Promise<void> => {
  await composer(page).focus()
  await page.evaluate(
    async ({ texts, picture, files = [] }) => {
      const data = new DataTransfer()
      for (const [type, text] of Object.entries(texts)) data.setData(type, text)
      if (picture) {
        const canvas = Object.assign(document.createElement('canvas'), { width: 200, height: 60 })
        const bytes = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
        data.items.add(new File([bytes as Blob], 'image.png', { type: 'image/png' }))
      }
      for (const { name, type, text } of files) data.items.add(new File([text], name, { type }))
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
      const field = document.activeElement as HTMLTextAreaElement
      // Nobody took it, so the browser puts the text in.
      if (field.dispatchEvent(event)) document.execCommand('insertText', false, texts['text/plain'] ?? '')
    },
    { ...clip },
  )
}

const tray = (page: Page) => page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')

/** The cells of the only table of a message, row by row. */
const cellsIn = (page: Page, text: string) =>
  rows(page, text)
    .locator('table')
    .evaluate((table) =>
      [...(table as HTMLTableElement).rows].map((row) =>
        [...row.cells].map(({ innerText }) => innerText.trim()),
      ),
    )

const RAW = [
  ['Name', 'Points', 'Remark'],
  ['Ada', '2*3*4', 'a|b'],
  ['Ben', '-5', 'first\nsecond'],
  ['Chloe', '€1,250.50', ''],
]
/** Cells with a line break are quoted. */
const tsv = (end: string): string =>
  RAW.map((row) => row.map((cell) => (cell.includes('\n') ? `"${cell}"` : cell)).join('\t') + end).join('')
const cell = (text: string): string => text.replaceAll('\n', '<br>')

const EXCEL = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Excel.Sheet>
<style><!--table {mso-displayed-decimal-separator:"\\.";} @page {margin:.75in;} td {padding:0px; mso-ignore:padding;}--></style>
</head><body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'>
<!--StartFragment--> <col width=64 span=3 style='width:48pt'>
${RAW.map((row) => ` <tr height=20 style='height:15.0pt'>\n${row.map((each) => `  <td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>${cell(each)}</td>`).join('\n')}\n </tr>`).join('\n')}
<!--EndFragment-->
</table></body></html>`

const LIBRE = `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title>
<meta name="generator" content="LibreOffice 7.4 (Linux)"/><style type="text/css">body,div,table,thead,tbody,tfoot,tr,th,td,p {
font-family:"Liberation Sans"; font-size:x-small }</style></head><body>
<table cellspacing="0" border="0"><colgroup span="3" width="85"></colgroup>
${RAW.map((row, at) => `<tr>${row.map((each) => `<td height="17" align="left">${at === 0 ? `<b>${cell(each)}</b>` : cell(each) || '<br>'}</td>`).join('')}</tr>`).join('\n')}
</table></body></html>`

const SHEETS = `<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #cccccc;}
br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" cellpadding="0"
dir="ltr" border="1" style="table-layout:fixed;font-size:10pt;border-collapse:collapse" data-sheets-root="1"><colgroup>
<col width="100"/><col width="100"/><col width="100"/></colgroup><tbody>
${RAW.map((row) => `<tr style="height:21px;">${row.map((each) => `<td style="overflow:hidden;padding:2px 3px 2px 3px;vertical-align:bottom;" data-sheets-value="{&quot;1&quot;:2}">${cell(each)}</td>`).join('')}</tr>`).join('')}
</tbody></table></google-sheets-html-origin>`

describe('pasting', () => {
  const scene = useScene()
  const folder = mkdtempSync(join(tmpdir(), 'lectern-drop-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each<[string, Clip]>([
    [
      'Excel',
      {
        texts: { 'text/plain': tsv('\r\n'), 'text/html': EXCEL, 'text/rtf': '{\\rtf1\\ansi Name}' },
        picture: true,
      },
    ],
    ['LibreOffice', { texts: { 'text/plain': tsv('\n'), 'text/html': LIBRE }, picture: true }],
    ['Google Sheets', { texts: { 'text/plain': tsv('\n').trimEnd(), 'text/html': SHEETS } }],
  ])('W6 cells of %s become a table with the same cells, and no picture', async (_, clip) => {
    const { ada, ben: page } = scene
    await scene.group()
    await composer(page).fill('')
    await paste(page, clip)
    await expect.poll(() => composer(page).inputValue(), PATIENCE).toContain('| Ada |')
    expect(await tray(page).count()).toBe(0)
    await composer(page).press('Enter')
    await rows(ada, 'Chloe').locator('table').waitFor(PATIENCE)
    // A table of Markdown has one line in a cell.
    expect(await cellsIn(ada, 'Chloe')).toEqual(RAW.map((row) => row.map((each) => each.replace('\n', ' '))))
  })

  test('W6 one cell, and one column, are no table', async () => {
    const { ben: page } = scene
    await scene.group()
    const table = (cells: string[]) =>
      `<google-sheets-html-origin><table data-sheets-root="1"><tbody>${cells.map((each) => `<tr><td>${each}</td></tr>`).join('')}</tbody></table>`
    await paste(page, { texts: { 'text/plain': '2*3*4', 'text/html': table(['2*3*4']) }, picture: true })
    await expect.poll(() => composer(page).inputValue(), PATIENCE).not.toBe('')
    expect(await tray(page).count()).toBe(0)
    await composer(page).press('Enter')
    await rows(page, '2*3*4').waitFor(PATIENCE)
    expect(await rows(page, '2*3*4').locator('table').count()).toBe(0)
  })

  test.each<[string, Clip]>([
    ['a file and its name', { texts: { 'text/plain': 'notes.txt' } }],
    ['the address of the file', { texts: { 'text/plain': 'file:///home/ben/notes.txt' } }],
    ['the address as a list', { texts: { 'text/uri-list': 'file:///home/ben/notes.txt\r\n' } }],
    [
      'what GNOME puts',
      { texts: { 'text/plain': 'x-special/nautilus-clipboard\ncopy\nfile:///home/ben/notes.txt\n' } },
    ],
    ['nothing but the file', { texts: {} }],
  ])('W6 a file manager puts %s: the file is attached, and no text', async (_, clip) => {
    const { ben: page, ada } = scene
    await scene.group()
    await composer(page).fill('')
    await paste(page, { ...clip, files: [{ name: 'notes.txt', type: 'text/plain', text: 'Halve it.' }] })
    await expect.poll(() => tray(page).count(), PATIENCE).toBe(1)
    expect(await composer(page).inputValue()).toBe('')
    await tray(page).getByText('9 bytes').or(tray(page).getByText('9 B')).waitFor(PATIENCE)
    await composer(page).fill('From the manager')
    await composer(page).press('Enter')
    await rows(ada, 'From the manager').getByText('notes.txt').waitFor(PATIENCE)
  })

  test('N9 a folder that is dropped is called a folder, beside files that are taken', async () => {
    const { ben: page } = scene
    await scene.group()
    mkdirSync(join(folder, 'Homework'))
    writeFileSync(join(folder, 'Homework', 'one.txt'), 'One')
    writeFileSync(join(folder, 'loose.txt'), 'Loose')
    const box = await page.getByRole('log').boundingBox()
    if (!box) throw new Error('there is no list')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const session = await page.context().newCDPSession(page)
    const data = {
      items: [],
      files: [join(folder, 'Homework'), join(folder, 'loose.txt')],
      dragOperationsMask: 1,
    }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x, y, data })
    await page
      .getByText(/Homework.*folder|folder.*Homework/iu)
      .first()
      .waitFor(PATIENCE)
    await expect.poll(() => tray(page).count(), PATIENCE).toBe(1)
    await tray(page).getByText('loose.txt').waitFor(PATIENCE)
    // Sending is not held up.
    await composer(page).fill('One of two')
    await composer(page).press('Enter')
    await rows(page, 'One of two').getByText('loose.txt').waitFor(PATIENCE)
  })
})
