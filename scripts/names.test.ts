import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root } from './run.ts'

/** Built files have one ending for all languages: `Words.tsx` and `words.ts` become `Words.js` and `words.js`. */
const built = (path: string): string => path.toLowerCase().replace(/\.tsx?$/, '')

test('no two files differ only by case: on macOS and Windows they are one', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n')
  const seen = new Map<string, string>()
  const pairs = files.flatMap((path) => {
    const other = seen.get(built(path))
    seen.set(built(path), path)
    return other === undefined ? [] : [`${other} and ${path}`]
  })
  expect(pairs).toEqual([])
  expect(files.length).toBeGreaterThan(100)
})
