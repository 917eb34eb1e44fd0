import { Emoji } from '@lectern/protocol'
import { describe, expect, test } from 'vitest'
import { allEmoji, findEmoji, QUICK_REACTIONS } from './emoji.ts'

describe('emoji', () => {
  test('each is one the wire accepts, named, and there once', () => {
    const all = allEmoji()
    expect(all.length).toBeGreaterThan(90)
    expect(all.filter(({ emoji, words }) => !Emoji.safeParse(emoji).success || words === '')).toEqual([])
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length)
    expect(QUICK_REACTIONS.filter((emoji) => !all.some((each) => each.emoji === emoji))).toEqual([])
  })

  test('are found by the beginnings of words', () => {
    expect(findEmoji('par').map(({ emoji }) => emoji)).toEqual(['🎉', '🥳'])
    expect(findEmoji('thumbs d').map(({ emoji }) => emoji)).toEqual(['👎'])
    expect(findEmoji('zzz')).toEqual([])
  })
})
