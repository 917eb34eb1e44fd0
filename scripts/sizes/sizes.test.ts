import { expect, test } from 'vitest'
import { filesOfPage } from './first-visit.ts'
import { formatWeight, isWithin, type Weight } from './weight.ts'

const SITE: Record<string, string> = {
  'index.html': `
    <link rel="icon" href="/favicon.svg" />
    <script src="/theme.js"></script>
    <script type="module" crossorigin src="/assets/index-a.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/index-a.css">
    <link rel="preload" as="font" href="/assets/inter.woff2" crossorigin="">`,
  'theme.js': '',
  'assets/index-a.js': 'import{r as e}from"./react-b.js";import"./more-c.js";import("./late-d.js")',
  'assets/react-b.js': 'import{t}from"./runtime-e.js";',
  'assets/more-c.js': '',
  'assets/runtime-e.js': '',
}

test("the first visit is the page's files and their imports, without lazy parts", () => {
  const files = filesOfPage((path) => Buffer.from(SITE[path] ?? ''))
  expect([...files].sort()).toEqual([
    'assets/index-a.css',
    'assets/index-a.js',
    'assets/inter.woff2',
    'assets/more-c.js',
    'assets/react-b.js',
    'assets/runtime-e.js',
    'index.html',
    'theme.js',
  ])
})

test('a weight is over its limit if the sum of its parts is, and its text lists the parts', () => {
  const weight: Weight = {
    name: 'app',
    limit_kb: 3,
    parts: [
      { name: 'light', bytes: 1_000 },
      { name: 'heavy', bytes: 2_000 },
    ],
  }
  expect(isWithin(weight)).toBe(true)
  expect(formatWeight(weight)).toMatch(/3\.0 kB {2}app, of at most 3 kB:\n.*heavy\n.*light/)
  expect(isWithin({ ...weight, limit_kb: 2.9 })).toBe(false)
  expect(formatWeight({ ...weight, limit_kb: 2.9 })).toContain('OVER ITS LIMIT')
})
