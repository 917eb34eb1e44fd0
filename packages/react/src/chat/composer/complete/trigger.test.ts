import { describe, expect, test } from 'vitest'
import { triggerAt } from './trigger.ts'

const at = (text: string) => {
  const found = triggerAt(text, text.length)
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
})
