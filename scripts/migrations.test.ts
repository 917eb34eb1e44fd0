// Two branches that add a migration choose the same number, and merge without a conflict.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = new URL('../apps/server/migrations/sqlite/', import.meta.url)

test('each migration has a number of its own, without a gap', () => {
  const numbers = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => Number(file.slice(0, 4)))
    .sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})
