import { expect, test } from 'vitest'
import { isolate } from './isolate.ts'
import { textsOf } from './texts.ts'

const [BEGIN, END] = ['\u2068', '\u2069']

test.each(['Ben', 'Zoë (she/her)', 'Ωμέγα', '李雷', '42', ''])(
  '%j turns nothing and stays as it is',
  (name) => expect(isolate(name)).toBe(name),
)

test.each(['עדה', 'أمل', 'Ada \u202enoitadnuoF', '\u200fBen', 'Ben \u05d0', '\u{1e900}', '\u202bBen', 'ދިވެހި'])(
  '%j stands by itself',
  (name) => expect(isolate(name)).toBe(BEGIN + name + END),
)

test.each([
  ['\u2067Ben', `Ben`],
  ['Ben\u2069 x', 'Ben x'],
  ['\u2069\u2067Ben', 'Ben'],
  ['\u2067Ben\u2069', '\u2067Ben\u2069'],
])('%j cannot break out', (name, kept) => expect(isolate(name)).toBe(BEGIN + kept + END))

test('twice is once', () => expect(isolate(isolate('עדה'))).toBe(isolate('עדה')))

test('a sentence on the screen isolates what it is given, and chooses by it as before', () => {
  const catalogue = {
    wrote: '{name} wrote “{text}”',
    who: '{who, select, me {You} other {{name}}} read it',
  }
  const parameters = {
    wrote: (name: string, text: string) => ({ name, text }),
    who: (who: string, name: string) => ({ who, name }),
  }
  const shown = textsOf(catalogue, parameters, 'en', { locale: () => 'en' })
  expect(shown.wrote('עדה', '\u202eabc')).toBe(`${BEGIN}עדה${END} wrote “${BEGIN}\u202eabc${END}”`)
  expect(shown.wrote('Ada', 'Hello')).toBe('Ada wrote “Hello”')
  expect(shown.who('me', 'עדה')).toBe('You read it')
  expect(shown.who('x', 'עדה')).toBe(`${BEGIN}עדה${END} read it`)
  const stored = textsOf(catalogue, parameters, 'en')
  expect(stored.wrote('עדה', 'x')).toBe('עדה wrote “x”')
})
