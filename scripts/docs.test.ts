// Checks the documents against the code: their links, settings and codes, and the rules that the code cites.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { CLOSE, ERRORS } from '@lectern/protocol'
import { downFrames, upFrames } from '../packages/protocol/src/spec/frames.ts'
import { root } from './run.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root })
const protocol = read('docs/protocol.md')

/** Code is an example. */
const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '')

const linksIn = (file: string): string[] =>
  [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) =>
    /^(https?:|#)/.test(link) ? [] : [link],
  )

test.each(documents.filter((file) => !file.endsWith('template.md')))(
  'every link of %s leads somewhere',
  (file) => {
    const dead = linksIn(file).filter(
      (link) => !existsSync(join(root, dirname(file), link.replace(/#.*/, ''))),
    )
    expect(dead).toEqual([])
  },
)

test('each decision has a number of its own, the same in its name and its title', () => {
  const records = documents
    .filter((file) => /decisions\/\d/.test(file))
    .map((file) => [basename(file).slice(0, 4), file])
  expect(new Set(records.map(([number]) => number)).size).toBe(records.length)
  for (const [number, file] of records) expect(read(file!)).toMatch(`# ${number}: `)
})

test('the contract names every refusal, close code and frame', () => {
  const types = Object.values({ ...downFrames, ...upFrames }).map(
    ({ schema }) =>
      (schema as unknown as { shape: { type: { def: { values: string[] } } } }).shape.type.def.values[0],
  )
  const words = [...Object.keys(ERRORS), ...Object.values(CLOSE).map(String), ...types]
  expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(protocol))).toEqual([])
})

test('every rule that code or tests cite is in the contract', () => {
  const written = new Set(protocol.match(/\b(?:CN|SY|MS|EP|BP|AU)\d\b/g))
  const sources = globSync('{packages,apps,e2e}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => /node_modules|dist/.test(path),
  })
  const cited = sources.flatMap((file) => read(file).match(/\b(?:CN|SY|MS|EP|BP|AU)\d\b/g) ?? [])
  expect([...new Set(cited)].filter((rule) => !written.has(rule))).toEqual([])
  expect(cited.length).toBeGreaterThan(0)
})

test('the documents name every setting', () => {
  const settings = [...read('apps/server/src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(
    ([, name]) => name,
  )
  expect(settings).toContain('PORT')
  const operations = read('docs/operations.md')
  expect(settings.filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
})

test('the glossary is in alphabetical order, so that a word is easy to find', () => {
  const words = [...read('docs/glossary.md').matchAll(/^\| ([a-z][^|]*?) +\|/gm)].map(([, word = '']) => word)
  expect(words).toEqual(words.toSorted((a, b) => a.localeCompare(b, 'en')))
  expect(words.length).toBeGreaterThan(30)
})

const sources = globSync('{packages,apps}/*/src/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.(test|property|contract)\.tsx?$|\/testing\//.test(file),
)

test('every exported class has its line in the glossary, and no other', () => {
  const classes = sources.flatMap((file) =>
    [...read(file).matchAll(/^export (?:abstract )?class (\w+)/gm)].map(([, name = '']) => name),
  )
  const known = [...read('docs/glossary.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name)
  expect(known).toEqual([...new Set(classes)].toSorted((a, b) => a.localeCompare(b, 'en')))
})

test('every feature of the server has its noun in the glossary', () => {
  const words = [...read('docs/glossary.md').matchAll(/^\| ([a-z][^|]*?) +\|/gm)].flatMap(([, word = '']) =>
    word.split(', '),
  )
  const features = globSync('apps/server/src/features/*/', { cwd: root }).map((path) => basename(path))
  const nouns = features.map((feature) => feature.replace(/s$/, ''))
  expect(nouns.filter((noun) => !words.includes(noun))).toEqual([])
  expect(nouns.length).toBeGreaterThan(5)
})
