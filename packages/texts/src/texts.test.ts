import { expect, test } from 'vitest'
import type { Translation } from './catalogue.ts'
import { textsOf } from './texts.ts'
import { faultsOf } from './testing/index.ts'

const en = {
  title: 'Reactions',
  reacted: '{who, select, self {You reacted} other {{name} reacted}} with {emoji}',
  list: { unread: '{count, plural, one {{count} message} other {{count} messages}}', hints: ['a', 'b'] },
}
const parameters = {
  reacted: (name: string | undefined, emoji: string) => ({
    who: name === undefined ? 'self' : 'other',
    name: name ?? '',
    emoji,
  }),
  list: { unread: (count: number) => ({ count }) },
}

test('a text without arguments is a string, one with arguments a function', () => {
  const texts = textsOf(en, parameters, 'en')
  expect(texts.title).toBe('Reactions')
  expect(texts.list.hints).toEqual(['a', 'b'])
  expect([0, 1, 2].map(texts.list.unread)).toEqual(['0 messages', '1 message', '2 messages'])
})

test('a message has a case for oneself', () => {
  const { reacted } = textsOf(en, parameters, 'en')
  expect(reacted(undefined, '👍')).toBe('You reacted with 👍')
  expect(reacted('Ada', '👍')).toBe('Ada reacted with 👍')
})

test('plural forms follow the language of the catalogue', () => {
  const unread = '{count, plural, one {{count} plik} few {{count} pliki} other {{count} plików}}'
  const polish = textsOf({ list: { unread } }, parameters, 'pl')
  expect([1, 2, 5].map(polish.list.unread)).toEqual(['1 plik', '2 pliki', '5 plików'])
})

test('names, angle brackets and braces in a value are shown unchanged', () => {
  const { reacted } = textsOf(en, parameters, 'en')
  expect(reacted('<b>{name}</b>', '>')).toBe('<b>{name}</b> reacted with >')
})

const faults = (de: Parameters<typeof faultsOf>[0][string], open?: string[]) =>
  faultsOf({ en, de }, { parameters, samples: { reacted: [['Ada', '👍']] }, ...(open && { open }) })

test('a catalogue with the same keys and arguments has no faults', () => {
  expect(faults(en)).toEqual([])
})

test('a missing key and a superfluous one are faults', () => {
  const { title: _, ...rest } = en
  expect(faults({ ...rest, tilte: 'Reaktionen' })).toEqual(['de has no title', 'only de has tilte'])
  expect(faults({ ...en, list: { ...en.list, hints: ['a'] } })).toEqual(['de has no list/hints/1'])
})

test('in an open branch a language has only the keys that it needs', () => {
  expect(faults({ ...en, list: { unread: en.list.unread } }, ['list'])).toEqual([])
})

test('an unknown argument, a forgotten one and one in plain text are faults', () => {
  expect(faults({ ...en, reacted: '{nmae}: {emoji}' })[0]).toContain('de reacted cannot be formatted')
  expect(faults({ ...en, reacted: 'Reaktion: {emoji}' })).toEqual([
    'de reacted shows ‘emoji’, not ‘emoji name’',
  ])
  expect(faults({ ...en, title: '{count}' })).toEqual(['de title is plain text, but has an argument'])
})

test('a skeleton is a fault: the app has nothing that reads one', () => {
  const unread = '{count, plural, one {{count, number, ::percent}} other {{count}}}'
  expect(faults({ ...en, list: { ...en.list, unread } })).toContainEqual(
    expect.stringContaining('de list/unread has a skeleton'),
  )
})

test('an unclosed message is a fault', () => {
  expect(faults({ ...en, reacted: '{name} {emoji' })[0]).toContain('de reacted cannot be formatted')
})

test('the compiler finds a missing key, a superfluous one and a wrong argument', () => {
  const { title, reacted, list } = en
  // @ts-expect-error: `title` is missing.
  const missing: Translation<typeof en> = { reacted, list }
  // @ts-expect-error: there is no `more`.
  const superfluous: Translation<typeof en> = { title, reacted, list, more: 'Mehr' }
  // @ts-expect-error: the count is a number.
  const wrong = textsOf(en, parameters, 'en').list.unread('1')
  expect([missing, superfluous, wrong]).toHaveLength(3)
})
