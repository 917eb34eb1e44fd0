// Two branches that add a migration choose the same number, and merge without a conflict.
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const numbersOf = (database: string): number[] =>
  readdirSync(new URL(`../apps/server/migrations/${database}/`, import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => Number(file.slice(0, 4)))
    .sort((a, b) => a - b)

test('each migration has a number of its own, without a gap', () => {
  const numbers = numbersOf('sqlite')
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

test('each migration has its twin on PostgreSQL, which begins with the schema of that time', () => {
  const numbers = numbersOf('postgres')
  expect(numbers).toEqual(numbersOf('sqlite').filter((number) => number >= (numbers[0] ?? 0)))
})
