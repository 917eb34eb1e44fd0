import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** One thing has one word in all catalogues: the word to use, and what not to call it. */
const WORDS: [use: string, instead: RegExp][] = [
  ['Gespräch', /Unterhaltung|Konversation/gu],
  ['Nachricht', /\bMitteilung|\bBotschaft/gu],
  ['Lehrkraft', /\bDozent|\bLehrende/gu],
]

test.each(WORDS)('German texts say “%s” everywhere', (_, instead) => {
  const root = join(import.meta.dirname, '..')
  const files = globSync('{packages,apps}/*/src/**/texts/de.ts', { cwd: root })
  expect(files.length).toBeGreaterThanOrEqual(3)
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (line.match(instead) ?? []).map((word) => `${file}:${at + 1} ${word}`)),
  )
  expect(found).toEqual([])
})
