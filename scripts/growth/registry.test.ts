// Every exported function that takes text is measured, or is on the list of those that need not be.
import { expect, test } from 'vitest'
import { isExcluded, LISTED } from './exclusions.ts'
import { findExportedFunctions, readFunctions } from './exported-functions.ts'
import { TEXT_FUNCTIONS } from './text-functions.ts'

/** An entry may add words to the name of its function: the one that it measures in another way. */
const isMeasured = (name: string): boolean =>
  Object.keys(TEXT_FUNCTIONS).some((entry) => entry === name || entry.startsWith(`${name} `))

const found = findExportedFunctions()
const names = new Set(found.map(({ file, name }) => `${file} ${name}`))

test('every exported function that takes text is measured, or excluded for a reason', () => {
  const missing = found
    .filter((each) => !isExcluded(each) && !isMeasured(`${each.file} ${each.name}`))
    .map(({ file, name, parameters }) => `${file} ${name} (${parameters.join(', ')})`)
  expect(missing, 'Add it to scripts/growth/functions, or to exclusions.ts with the reason').toEqual([])
})

test('the list of exclusions has nothing that is gone, or measured', () => {
  expect(LISTED.filter((name) => !names.has(name))).toEqual([])
  expect(LISTED.filter((name) => isMeasured(name))).toEqual([])
})

test('the functions that are known to be there are found', () => {
  expect(found.length).toBeGreaterThan(500)
  for (const name of ['lexPage', 'GrowingText.read', 'markWords', 'htmlAsMarkdown'])
    expect([...names].some((each) => each.endsWith(` ${name}`))).toBe(true)
})

test.each([
  ['export const shout = (text: string) => text.toUpperCase()', 'shout text'],
  ['export function join(all: readonly string[]): string { return all.join() }', 'join all'],
  ['export const later = async ({ body }: { body?: string | undefined }) => body', 'later body'],
  ['export class Book { add(page: string) { return page } }', 'Book.add page'],
  ['export class Book { constructor(title: string, pages: number) {} }', 'new Book title'],
  ['export class Book { readonly add = (page: ReadonlyMap<string, number>) => page }', 'Book.add page'],
  ["export const shout = (text = '') => text.toUpperCase()", 'shout text'],
  ['export const find = memo((text: string) => text)', 'find text'],
  ['export const per = (count: number) => (text: string) => text.slice(count)', 'per text'],
])('finds what takes text in %s', (source, expected) => {
  const [only] = readFunctions('a.ts', source)
  expect(`${only?.name} ${only?.parameters.join(' ')}`).toBe(expected)
})

test.each([
  'const shout = (text: string) => text',
  'export const double = (count: number) => 2 * count',
  'export class Book { #add(page: string) { return page } }',
])('leaves out %s', (source) => expect(readFunctions('a.ts', source)).toEqual([]))
