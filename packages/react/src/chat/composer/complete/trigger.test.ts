import { describe, expect, test } from 'vitest'
import { triggerAt } from './trigger.ts'

const at = (text: string, after = '') => {
  const found = triggerAt(text + after, text.length)
  return found && `${found.sign}${found.query}`
}

describe('suggestions are triggered', () => {
  test.each([
    ['/', '/'],
    ['/qu', '/qu'],
    ['First line\n/co', '/co'],
    ['@', '@'],
    ['Thanks @be', '@be'],
    ['Thanks (@Ben Ok', '@Ben Ok'],
    ['@Zoë d’A', '@Zoë d’A'],
    ['Well :smi', ':smi'],
    [':+1', ':+1'],
    ['See #', '#'],
    ['#why do we halve it', '#why do we halve it'],
  ])('by %j', (text, expected) => expect(at(text)).toBe(expected))

  test.each([
    ['a path', 'see /home'],
    ['a fraction', '3/4'],
    ['an address', 'ada@example'],
    ['a name that is complete', '@Ben '],
    ['a time', 'at 14:30'],
    ['one letter', 'so :D'],
    ['a colon', 'note: this'],
    ['an address of the web', 'https://ex'],
    ['code', 'a `x @be'],
    ['a heading', '## Squares'],
    ['a number', 'C#'],
    ['a block of code', '```python\n@dec'],
    ['a name of a language', '```\n:smi'],
  ])('not by %s', (_, text) => expect(at(text)).toBeUndefined())

  test('at the caret, not at the end', () => {
    expect(triggerAt('Hi @be, how are you?', 6)).toEqual({ sign: '@', from: 3, query: 'be' })
  })

  test.each([
    'https://example.com/@be',
    '    @be',
    '```\n@be',
    'so `@be',
    '`a` and `@be',
    '- one\n  ```\n  @be',
    '> @be',
  ])('not in %j', (text) => expect(at(text)).toBeUndefined())

  test('in a quote an emoji is, and after code and apostrophes all are', () => {
    expect(at('> :smi')).toBe(':smi')
    expect(at('`a` @be')).toBe('@be')
    expect(at('it`s @be')).toBe('@be')
    expect(at('> quoted\n@be')).toBe('@be')
    expect(at('```\ncode\n```\n@be')).toBe('@be')
    expect(at('请@be')).toBe('@be')
    expect(at('[see @be', '](https://example.com)')).toBeUndefined()
    expect(at('`see @be', ' now`')).toBeUndefined()
  })
})
