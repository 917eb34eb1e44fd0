import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../run.ts'
import { areaOf, meetsFloor, readFaults, score } from './faults.ts'
import { table } from './table.ts'

const faults = readFaults()

test('every fault can be planted: its text is once in its file, and its tests exist', () => {
  const stale = faults.flatMap(({ id, file, find, replace, tests }) => {
    const path = join(root, file)
    const times = existsSync(path) ? readFileSync(path, 'utf8').split(find).length - 1 : 0
    const missing = tests.filter((each) => !existsSync(join(root, each)))
    const isWell = times === 1 && find !== replace && tests.length > 0 && missing.length === 0
    return isWell
      ? []
      : [`${id}: its text stands ${times} times in ${file}; missing: ${missing.join(', ') || 'nothing'}`]
  })
  expect(stale).toEqual([])
})

test('every fault has a unique name', () => {
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length)
})

test('areas of identity, permission, order and durability have the higher floor', () => {
  expect(areaOf({ file: 'apps/server/src/features/messages/send.ts' })).toEqual({
    name: 'apps/server/src/features/messages',
    floor: 0.9,
  })
  expect(areaOf({ file: 'packages/client/src/timeline/timeline.ts' })).toEqual({
    name: 'packages/client/src/timeline',
    floor: 0.8,
  })
  expect(areaOf({ file: 'apps/server/src/platform/media/archive.ts' }).name).toBe(
    'apps/server/src/platform/media',
  )
})

test('an area is judged by its own faults', () => {
  const fault = { file: 'packages/client/src/sync/sync.ts' }
  const results = Array.from({ length: 10 }, (_, index) => ({ fault, caught: index > 0 }))
  const [nine] = score(results)
  expect(nine).toMatchObject({ planted: 10, caught: 9 })
  expect(nine && meetsFloor(nine)).toBe(true)
  const [eight] = score(results.map((result, index) => ({ ...result, caught: index > 1 })))
  expect(eight && meetsFloor(eight)).toBe(false)
})

test('the table marks areas below their floor', () => {
  const scores = [
    { name: 'packages/client/src/sync', planted: 10, caught: 9, floor: 0.9 },
    { name: 'text', planted: 9, caught: 7, floor: 0.8 },
  ]
  expect(table(scores)).toEqual([
    '| Part                     | Faults | Caught | Share | Floor |       |',
    '| ------------------------ | -----: | -----: | ----: | ----: | ----- |',
    '| packages/client/src/sync |     10 |      9 |  90 % |  90 % |       |',
    '| text                     |      9 |      7 |  77 % |  80 % | BELOW |',
  ])
})
