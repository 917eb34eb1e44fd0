import { expect, test } from 'vitest'
import { nameTags } from './name-tags.ts'

const person = (end: string, name: string) => ({ id: `018f0000-0000-7000-8000-${end}`, name })

test('only people whose names look the same have a number', () => {
  const tags = nameTags([
    person('00000000000b', 'Ben'),
    person('00000000010c', 'ben '),
    person('000000000abc', 'Bén'),
    person('00000000000d', 'Benjamin'),
  ])
  expect([...tags.values()]).toEqual(['#0011', '#0268', '#2748'])
  expect(nameTags([person('00000000000b', 'Ben'), person('00000000000b', 'Ben')]).size).toBe(0)
})

test('numbers that are equal by chance give way to longer ones', () => {
  // 0x1 and 0x2711 end with the same four figures.
  const tags = nameTags([person('000000000001', 'Ben'), person('000000002711', 'Ben')])
  expect(new Set(tags.values()).size).toBe(2)
})
