// Every class of a style sheet is global. Two files that each define one change the other's look without a word:
// the first picture of a new account was once drawn with the rules for a page of a PDF.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run.ts'

/** The classes that stand alone in a selector: their look is defined there, and not adapted to a place. */
const definedIn = (css: string): Set<string> => {
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\([^()]*\)/g, '()')
  const rules = plain.matchAll(/([^{};]+)\{/g)
  const selectors = [...rules].flatMap(([, selector = '']) => selector.split(','))
  return new Set(selectors.flatMap((each) => /^\s*\.([\w-]+)\s*$/.exec(each)?.[1] ?? []))
}

const doubles = (files: ReadonlyMap<string, string>): string[] => {
  const owners = new Map<string, string[]>()
  for (const [file, css] of files)
    for (const name of definedIn(css)) owners.set(name, [...(owners.get(name) ?? []), file])
  return [...owners].flatMap(([name, by]) => (by.length > 1 ? [`${name}: ${by.join(', ')}`] : []))
}

test('a class that two files define is found', () => {
  const twice = new Map([
    ['a.css', '.page { fill: red } .page:hover { fill: blue }'],
    ['b.css', '/* .other {} */ .other,\n.page { display: block }'],
    [
      'c.css',
      '.list > .page, .list :is(a, .page) { margin: 0 } .page[data-open] { margin: 0 } @media (x) { .mine { margin: 0 } }',
    ],
    ['d.css', '@layer base { .mine { margin: 1px } }'],
  ])
  expect(doubles(twice)).toEqual(['page: a.css, b.css', 'mine: c.css, d.css'])
})

test('one file defines the look of a class', () => {
  const found = execFileSync('git', ['ls-files', '*.css'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
  // Paper takes things away that other files define, and the pages of the examples have no other styles.
  const files = found.filter((file) => !file.endsWith('print.css') && !file.startsWith('examples/'))
  expect(files.length).toBeGreaterThan(10)
  expect(doubles(new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')])))).toEqual([])
})
