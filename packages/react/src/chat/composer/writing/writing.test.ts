import { describe, expect, test } from 'vitest'
import { continueList } from './continue-list.ts'
import type { Edit } from '../../../ui/edit-text.ts'
import { applyFormat, type Format } from './format.ts'

/** `[` and `]` are the ends of the selection, `|` is the caret. */
const read = (marked: string) => {
  const text = marked.replaceAll(/[⟦⟧|]/gu, '')
  const start = marked.search(/[⟦|]/u)
  const end = marked.includes('⟧') ? marked.indexOf('⟧') - 1 : start
  return { text, start, end }
}
const shown = (text: string, { from, to, text: put, selection: [start, end] }: Edit): string => {
  const result = text.slice(0, from) + put + text.slice(to)
  if (start === end) return `${result.slice(0, start)}|${result.slice(start)}`
  return `${result.slice(0, start)}⟦${result.slice(start, end)}⟧${result.slice(end)}`
}

describe('formatting', () => {
  test.each<[Format, string, string]>([
    ['bold', 'a ⟦word⟧ b', 'a **⟦word⟧** b'],
    ['bold', 'a **⟦word⟧** b', 'a ⟦word⟧ b'],
    ['bold', 'a ⟦**word**⟧ b', 'a ⟦word⟧ b'],
    ['bold', 'a⟦ word ⟧b', 'a **⟦word⟧** b'],
    ['bold', 'a |', 'a **|**'],
    ['italic', '⟦word⟧', '_⟦word⟧_'],
    ['strike', '⟦word⟧', '~~⟦word⟧~~'],
    ['code', '⟦x = 1⟧', '`⟦x = 1⟧`'],
    ['code', 'so ⟦x = 1\ny = 2⟧', 'so \n```\n⟦x = 1\ny = 2⟧\n```'],
    ['link', 'see ⟦this⟧', 'see [this](|)'],
    ['link', '⟦https://example.edu⟧', '[|](https://example.edu)'],
    ['link', '|', '[|]()'],
    ['list', '⟦one\ntwo⟧', '⟦- one\n- two⟧'],
    ['list', '⟦- one\n- two⟧', '⟦one\ntwo⟧'],
    ['numbers', 'one\nt⟦wo\nthr⟧ee', 'one\n⟦1. two\n2. three⟧'],
    ['quote', 'so|', '> so|'],
  ])('%s turns %j into %j', (format, before, after) => {
    const selected = read(before)
    expect(shown(selected.text, applyFormat(format, selected))).toBe(after)
  })
})

describe('a new line', () => {
  test.each([
    ['- one|', '- one\n- |'],
    ['  * one|', '  * one\n  * |'],
    ['9. nine|', '9. nine\n10. |'],
    ['1) one|, and more', '1) one\n2) |, and more'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['- one\n- |', '- one\n|'],
    ['> |', '|'],
  ])('after %j', (before, after) => {
    const { text, start } = read(before)
    expect(shown(text, continueList(text, start) as Edit)).toBe(after)
  })

  test.each(['one|', '-|', '```\n- one|', '- one\n|', '- a\n  ```\n  - one|', '    - one|'])(
    'is only a new line after %j',
    (before) => {
      const { text, start } = read(before)
      expect(continueList(text, start)).toBeUndefined()
    },
  )
})
