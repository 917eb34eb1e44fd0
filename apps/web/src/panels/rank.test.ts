import { describe, expect, test } from 'vitest'
import { inOrder, rankOfPerson, rankOfTitle, RANKS, type Rank } from './rank.ts'

describe('what is called as typed', () => {
  test.each<[string, string, Rank | undefined]>([
    ['jose alvarez', 'José Álvarez', RANKS.exact],
    ['ALVAREZ jo', 'José Álvarez', RANKS.prefix],
    ['group 2', 'Group 2', RANKS.exact],
    ['group 2', 'Group 21', RANKS.prefix],
    ['group 2', 'Group 12', RANKS.part],
    ['atik', 'Mathematik 1', RANKS.part],
    ['zoe', 'Week 3', undefined],
  ])('%s in %s', (typed, title, rank) => expect(rankOfTitle(typed, title)).toBe(rank))

  test('a person comes before what begins like them, and after what is called just so', () => {
    expect(rankOfPerson('zoe', 'Zoë Bell')).toBe(RANKS.person)
    expect(rankOfPerson('zoe bell', 'Zoë Bell')).toBe(RANKS.exact)
    expect(RANKS.exact).toBeLessThan(RANKS.person)
    expect(RANKS.person).toBeLessThan(RANKS.prefix)
  })
})

test('entries come by rank, and equals stay in their order', () => {
  const entries = [
    { key: 'member', rank: RANKS.member },
    { key: 'first', rank: RANKS.prefix },
    { key: 'person', rank: RANKS.person },
    { key: 'second', rank: RANKS.prefix },
    { key: 'exact', rank: RANKS.exact },
  ]
  expect(inOrder(entries).map(({ key }) => key)).toEqual(['exact', 'person', 'first', 'second', 'member'])
})

test('what is found while somebody chooses moves nothing', () => {
  const entries = [
    { key: 'a', rank: RANKS.prefix },
    { key: 'b', rank: RANKS.part },
    { key: 'late', rank: RANKS.exact },
  ]
  expect(inOrder(entries, ['a', 'b']).map(({ key }) => key)).toEqual(['a', 'b', 'late'])
})
