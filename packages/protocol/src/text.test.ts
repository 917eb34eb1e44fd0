import { expect, test } from 'vitest'
import { countChars, EditMessage, filledText, isBlank, line, LIMITS, NewMessage, text } from './index.ts'

const send = (content: string) => NewMessage.safeParse({ content })

test('counts code points, as a reader and JSON Schema do, not UTF-16 units', () => {
  expect(countChars('')).toBe(0)
  expect(countChars('naïve')).toBe(5)
  expect(countChars('😀😀')).toBe(2)
  expect(countChars('👩‍👩‍👧')).toBe(5)
})

test('a message may be exactly as long as the limit, in any script', () => {
  expect(send('a'.repeat(LIMITS.message_chars)).success).toBe(true)
  expect(send('😀'.repeat(LIMITS.message_chars)).success).toBe(true)
  expect(send('a'.repeat(LIMITS.message_chars + 1)).success).toBe(false)
  expect(send('😀'.repeat(LIMITS.message_chars + 1)).success).toBe(false)
})

test('the refusal carries the limit', () => {
  const issue = send('a'.repeat(LIMITS.message_chars + 1)).error?.issues[0]
  expect(issue).toMatchObject({ path: ['content'], params: { limit: LIMITS.message_chars } })
})

test.each([
  'مرحبا بالعالم',
  'שלום',
  '你好，世界',
  '\u202Eright to left\u202C',
  ' padded \n\n',
  'a\tb',
  '👍🏽',
  'ﬁ',
])('stores %j exactly as typed', (content) => {
  expect(text(100).parse(content)).toBe(content)
  expect(NewMessage.parse({ content }).content).toBe(content)
})

test('characters that some engine cannot store are removed', () => {
  expect(text(10).parse('a\u0000b')).toBe('ab')
  expect(text(10).parse('a\uD800b')).toBe('a\uFFFDb')
  expect(text(10).parse('😀')).toBe('😀')
})

const BLANK = [
  ...['', ' ', '\n\t ', '\u3000', '\u0000', '\u00a0', '\u2028', '\u2003\u2009', '\u1680'],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u180e',
    '\u200e\u200f',
  ],
  ...[
    '\u2800',
    '\u2800 \u2800',
    '\u3164',
    '\uffa0',
    '\u115f\u1160',
    '\u17b4',
    '\ufe0f',
    '\u202e',
    '\u2066\u2069',
  ],
  ...['\u{e0061}', '\u{1d159}', '\u0301', '\u20e3', '\ufff9'],
]
test.each([
  '.',
  '0',
  '-',
  '\u{1f600}',
  '\u2764\ufe0f',
  'ا',
  '\u3042',
  '\uf8ff',
  '\u200b.',
  '\ufffc',
  '\u{1faef}',
])('%j is seen', (content) => expect(isBlank(content)).toBe(false))

test.each(BLANK)('an edit to %j says nothing and is refused', (content) => {
  expect(EditMessage.safeParse({ content }).success).toBe(false)
})

test('a line is trimmed and loses its control characters', () => {
  expect(line(20).parse('  Algebra\r\nOne\u0007 ')).toBe('Algebra One')
})

test.each([
  ['Ada\u200b', 'Ada'],
  ['\u202eadA', 'adA'],
  ['A\u00adda', 'Ada'],
  ['Ada\u2028Lovelace', 'Ada Lovelace'],
  ['Ada\u3164\u115f', 'Ada'],
  ['A\u0301da', '\u00c1da'],
  ['Z\u0300\u0301\u0302\u0303\u0304\u0305', 'Z\u0300\u0301\u0302'],
  ['\u{1f469}\u{1f3fd}\u200d\u{1f3eb} Algebra', '\u{1f469}\u{1f3fd}\u200d\u{1f3eb} Algebra'],
  ['\u2764\ufe0f', '\u2764\ufe0f'],
  ['1\ufe0f\u20e3', '1\ufe0f\u20e3'],
  ['1\ufe0f', '1'],
  ['a\u200db', 'ab'],
  ['\ue000x', 'x'],
  ['Jo\u{e0061}', 'Jo'],
])('S4 a line of %j is stored as it is seen', (value, seen) => {
  expect(line(20).parse(value)).toBe(seen)
})

test.each(['', '   ', '\u0000', '\n', '\u200b', '\u3164', '\u2800', '\u202e', '\u0301', '\ufe0f'])(
  'a line of %j is refused',
  (value) => {
    expect(line(20).safeParse(value).success).toBe(false)
  },
)

test('a line is measured after trimming', () => {
  expect(line(3).safeParse('   abc   ').success).toBe(true)
  expect(line(3).safeParse('abcd').success).toBe(false)
})

test('filled text keeps the white space around its words', () => {
  expect(filledText(10).parse('  x\n')).toBe('  x\n')
})
