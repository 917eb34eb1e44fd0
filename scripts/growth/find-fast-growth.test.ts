// The growth test can fail: with a function of each kind.
import { expect, test } from 'vitest'
import { findFastGrowth } from './find-fast-growth.ts'
import { NASTY_TEXTS } from './nasty-texts.ts'

const LENGTH = 4_000
const seek = (work: (text: string) => unknown) => findFastGrowth({ work, length: LENGTH })
/** A busy machine can hide what grows fast, for once. */
const seekOften = (work: (text: string) => unknown) => seek(work) ?? seek(work) ?? seek(work)

test('nasty texts have the length that was asked for, and a name of their own', () => {
  expect(NASTY_TEXTS.length).toBeGreaterThan(500)
  expect(new Set(NASTY_TEXTS.map(({ name }) => name)).size).toBe(NASTY_TEXTS.length)
  for (const { name, make } of NASTY_TEXTS) expect([name, make(1_000).length]).toEqual([name, 1_000])
})

test('linear work passes, with every text', () => {
  expect(seek((text) => text.replaceAll(/[a-z]+/g, '-'))).toBeUndefined()
  expect(seek((text) => text.split('\n').map((line) => line.trim()))).toBeUndefined()
})

test('an expression that begins again at each mark is found', () => {
  expect(seekOften((text) => text.replaceAll(/!\[[^\]]*\]/g, ''))).toMatch(/times the work/)
})

test('a list that is copied for each line is found', () => {
  const copy = (text: string) => text.split('\n').reduce<string[]>((lines, line) => [...lines, line], [])
  expect(seekOften(copy)).toMatch(/times the work/)
})
