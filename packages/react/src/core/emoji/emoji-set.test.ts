// @vitest-environment jsdom
import { Emoji as WireEmoji } from '@lectern/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { EmojiLibrary } from './emoji-library.ts'
import { QUICK_REACTIONS } from './emoji-memory.ts'
import { emojiSet, findEmoji, applyTone, type Emoji, type EmojiRecord } from './emoji-set.ts'

const loaded = async (locale: string): Promise<readonly Emoji[]> => {
  const library = new EmojiLibrary(locale)
  await library.load()
  return library.state.get().emoji
}
const firsts = (set: readonly Emoji[], typed: string, count = 1) =>
  findEmoji(set, typed)
    .slice(0, count)
    .map(({ emoji }) => emoji)

let english: readonly Emoji[]
let german: readonly Emoji[]

beforeAll(async () => {
  ;[english, german] = await Promise.all([loaded('en-GB'), loaded('de-AT')])
})

describe('the emoji', () => {
  test('are all of Unicode’s, in every tone, and the wire takes each', () => {
    expect(english.length).toBeGreaterThan(1_850)
    const all = english.flatMap(({ emoji, tones }) => [emoji, ...tones])
    expect(all.filter((emoji) => !WireEmoji.safeParse(emoji).success)).toEqual([])
    expect(QUICK_REACTIONS.filter((emoji) => !all.includes(emoji))).toEqual([])
    expect(new Set(english.map(({ emoji }) => emoji)).size).toBe(english.length)
  })

  test('are found by the beginnings of words, exact names first', () => {
    expect(firsts(english, 'tada')).toEqual(['🎉'])
    expect(firsts(english, 'thumbs d')).toEqual(['👎'])
    expect(firsts(english, '+1')).toEqual(['👍'])
    expect(firsts(english, 'smile')).toEqual(['😄'])
    expect(firsts(english, '🎉')).toEqual(['🎉'])
    expect(firsts(english, 'zzzz')).toEqual([])
    expect(firsts(english, ' ')).toEqual([])
  })

  test('have German names too, found without umlauts, and by their English codes', () => {
    expect(firsts(german, 'daumen hoch')).toEqual(['👍'])
    expect(firsts(german, 'wütend', 3)).toEqual(firsts(german, 'wutend', 3))
    expect(firsts(german, 'wutend').length).toBe(1)
    expect(firsts(german, 'tada')).toEqual(['🎉'])
  })

  test('are English in a missing language', async () => {
    expect((await loaded('fi'))[0]?.name).toBe('grinning face')
  })

  test('that the device cannot draw are left out', () => {
    const record = (emoji: string, version: number): EmojiRecord => ({
      emoji,
      hexcode: emoji,
      label: emoji,
      version,
      group: 0,
    })
    const records = [record('😀', 1), record('🫩', 16), record('🇪🇺', 2)]
    const names = (version: number, flags: boolean) =>
      emojiSet(records, {}, { version, flags }).map(({ emoji }) => emoji)
    expect(names(15.1, true)).toEqual(['😀', '🇪🇺'])
    expect(names(16, false)).toEqual(['😀', '🫩'])
  })

  test('take a skin tone if they have any', () => {
    const [hand, face] = [firsts(english, 'raised_hand'), firsts(english, 'grinning')]
    const find = (emoji: string | undefined) => english.find((each) => each.emoji === emoji) as Emoji
    expect(applyTone(find(hand[0]), 3)).toBe('✋🏽')
    expect(applyTone(find(hand[0]), 0)).toBe('✋')
    expect(applyTone(find(face[0]), 3)).toBe(face[0])
  })
})
