import { describe, expect, test } from 'vitest'
import type { Meant } from '@lectern/client'
import { BEN, CHLOE, member } from '../../../testing/samples.ts'
import { findMembers, mentionsIn } from './mentions.ts'

const ben = member(BEN)
const chloe = member(CHLOE)
const short = member({ ...BEN, id: 'b2', name: 'Ben' })
const twin = member({ ...BEN, id: 'b3' })
const zoe = member({ ...BEN, id: 'z', name: 'Zoë Ångström-Núñez' })
const nobody: readonly Meant[] = []

describe('a text mentions', () => {
  const all = [short, ben, chloe, zoe]
  test.each([
    ['@Ben Okafor and @Chloe Martin', [BEN.id, CHLOE.id]],
    ['@Ben, please', ['b2']],
    ['(@Zoë Ångström-Núñez)', ['z']],
    ['@Ben Okafor @Ben Okafor', [BEN.id]],
    ['@Benjamin', []],
    ['mail me@Ben', []],
    ['`@Ben Okafor`', []],
    ['@Chloe', []],
    ['请@Ben Okafor看', [BEN.id]],
    ['> @Ben Okafor wrote this\n@Chloe Martin, I disagree', [CHLOE.id]],
    ['- @Ben Okafor\n- @Chloe Martin', [BEN.id, CHLOE.id]],
    ['| who | what |\n|---|---|\n| @Ben Okafor | reads |', [BEN.id]],
    ['**@Ben Okafor** and _@Chloe Martin_', [BEN.id, CHLOE.id]],
    ['it`s @Ben Okafor and that`s all', [BEN.id]],
  ])('%s', (text, expected) => expect(mentionsIn(text, all, nobody)).toEqual(expected))

  test.each([
    'https://example.com/@Ben/123',
    'www.example.com/@Ben',
    '[@Ben](https://example.com)',
    '[to @Ben Okafor](https://example.com)',
    '    @Ben.call()',
    '\t@Ben',
    '> @Ben Okafor wrote',
    '>@Ben wrote',
    '> - @Ben',
    '```\n@Ben\n```',
    '```ruby\n@Ben = 1',
    '~~~\n@Ben\n~~~',
    '``@Ben ` Okafor``',
    '- so:\n  ```\n  @Ben\n  ```\n- and',
    '$x + @Ben$ or \\(@Ben\\)',
    'ada@Ben.example and x@Ben',
    '![@Ben](https://example.com/a.png)',
    '@Benjamin, @Ben_2, @Ben2',
  ])('nobody in %j', (text) => expect(mentionsIn(text, all, nobody)).toEqual([]))

  test('the chosen one of two with the same name, else both', () => {
    expect(mentionsIn('@Ben Okafor', [ben, twin], nobody)).toEqual([BEN.id, 'b3'])
    const quoted = '> @Ben Okafor said\n`@Ben Okafor` is @Ben Okafor'
    expect(mentionsIn(quoted, [ben, twin], [{ at: 36, name: BEN.name, user_id: 'b3' }])).toEqual(['b3'])
    expect(mentionsIn('@Ben Okafor', [ben, twin], [{ at: 0, name: BEN.name, user_id: 'b3' }])).toEqual(['b3'])
  })
})

describe('members are found', () => {
  const names = (typed: string, speakers: string[] = []) =>
    findMembers([zoe, ben, chloe], typed, speakers).map(({ name }) => name.split(' ')[0])

  test('by any word, with or without accents', () => {
    expect(names('ang')).toEqual(['Zoë'])
    expect(names('nun')).toEqual(['Zoë'])
    expect(names('okafor be')).toEqual(['Ben'])
    expect(names('x')).toEqual([])
  })

  test('in the order of their last message, then by name', () => {
    expect(names('')).toEqual(['Ben', 'Chloe', 'Zoë'])
    expect(names('', [BEN.id, 'z', CHLOE.id, BEN.id])).toEqual(['Ben', 'Chloe', 'Zoë'])
    expect(names('', ['z'])).toEqual(['Zoë', 'Ben', 'Chloe'])
  })
})
