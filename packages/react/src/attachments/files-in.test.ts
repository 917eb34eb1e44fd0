import { expect, test } from 'vitest'
import { filesIn } from './use-attach.ts'

const file = (name: string): File => ({ name }) as File
const data = (files: string[], texts: Record<string, string>): DataTransfer =>
  ({
    files: files.map(file),
    types: [...Object.keys(texts), 'Files'],
    getData: (type: string) => texts[type] ?? '',
  }) as unknown as DataTransfer
const count = (...args: Parameters<typeof data>) => filesIn(data(...args)).length

test.each([
  ['a file manager with its name', ['Task 3.pdf'], { 'text/plain': 'Task 3.pdf' }],
  ['one with paths', ['a.png', 'b.png'], { 'text/plain': '/home/ada/a.png\n/home/ada/b.png' }],
  ['one of Windows', ['a.png'], { 'text/plain': String.raw`C:\Users\ada\a.png` }],
  ['one with addresses', ['Übung 1.pdf'], { 'text/plain': 'file:///home/ada/%C3%9Cbung%201.pdf\r\n' }],
  ['GNOME', ['a.png'], { 'text/plain': 'x-special/nautilus-clipboard\ncopy\nfile:///home/ada/a.png\n' }],
  ['a decomposed name', ['Übung.pdf'.normalize('NFD')], { 'text/plain': 'Übung.pdf' }],
  ['a screenshot', ['image.png'], {}],
  ['a picture of a page', ['image.png'], { 'text/html': '<img src="https://a.example/x.png">' }],
  ['one picture of Word', ['image.png'], { 'text/html': '<img src="file:///x">', 'text/rtf': '{rtf}' }],
  ['one with an empty text', ['image.png'], { 'text/plain': '', 'text/rtf': '{rtf}' }],
])('W6 files are taken from %s', (_, files, texts) => {
  expect(count(files, texts as Record<string, string>)).toBe(files.length)
})

test.each([
  [
    'a spreadsheet',
    { 'text/plain': 'Name\tPoints\nBen\t24', 'text/html': '<table></table>', 'text/rtf': '{rtf}' },
  ],
  ['a word processor', { 'text/plain': 'Two words', 'text/html': '<p>Two words</p>', 'text/rtf': '{rtf}' }],
  ['a slide', { 'text/plain': 'Title\nimage.png', 'text/html': '<b>Title</b>' }],
])('the text is wanted from %s, not its picture', (_, texts) => {
  expect(count(['image.png'], texts)).toBe(0)
})

test('without files there are none', () => {
  expect(filesIn(null)).toEqual([])
  expect(filesIn(data([], { 'text/plain': 'x' }))).toEqual([])
})
