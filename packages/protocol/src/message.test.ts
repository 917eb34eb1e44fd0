import { expect, test } from 'vitest'
import { examples } from './spec/index.ts'
import { Emoji, LIMITS, Message, NewMessage, Part, ReadPart, wholeEmoji } from './index.ts'

test.each(['👍', '👍🏽', '❤️', '👩‍👩‍👧', '🏳️‍🌈', '🇫🇷', '1️⃣', '#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🤔', '👩🏽‍🚀', '❤️‍🔥', '🏃🏿‍♀️‍➡️'])(
  '%s is one emoji',
  (emoji) => {
    expect(Emoji.safeParse(emoji).success).toBe(true)
  },
)

test.each(['👍', '👍🏽', '❤️', '👩‍👩‍👧', '🏳️‍🌈', '🇫🇷', '1️⃣', '#️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '☝🏽', '🕵🏽‍♀️', '❤️‍🔥', '🏃🏿‍♀️‍➡️'])(
  'N9 %s has one form, with and without the sign for colour',
  (emoji) => {
    expect(wholeEmoji(emoji.replaceAll('\uFE0F', ''))).toBe(emoji)
    expect(wholeEmoji(emoji)).toBe(emoji)
  },
)

test.each([
  '',
  ' ',
  'a',
  '1',
  '#',
  'ok',
  '👍 ',
  ' 👍',
  '<b>',
  '👍<',
  '\u200D',
  '\uFE0F',
  '👍\u202E',
  '日',
  '👍👍',
  '👍\u200D',
  '🇫',
  '❤️❤️',
])('%j is not an emoji', (text) => {
  expect(Emoji.safeParse(text).success).toBe(false)
})

test('an emoji has a maximum length', () => {
  expect(Emoji.safeParse(Array.from({ length: LIMITS.emoji_chars }, () => '👩').join('\u200D')).success).toBe(
    false,
  )
})

test('a part of an unknown kind is read as unknown without an error', () => {
  expect(ReadPart.parse({ type: 'hologram', depth: 3 })).toEqual({ type: 'unknown' })
  const read = Message.parse({ ...examples.Message, parts: [{ type: 'hologram' }, examples.Part] })
  expect(read.parts).toEqual([{ type: 'unknown' }, examples.Part])
})

test.each([{ type: 'hologram' }, { type: 'unknown' }, {}, null, { type: 'text' }, { type: 'text', text: 1 }])(
  'a part written as %j is refused',
  (part) => {
    expect(Part.safeParse(part).success).toBe(false)
  },
)

const ids = (count: number): string[] => Array.from({ length: count }, () => examples.User.id)

test('a message may carry ten attachments and twenty parts, not more', () => {
  const parts = (count: number) => Array.from({ length: count }, () => ({ type: 'text', text: 'x' }))
  const accepts = (rest: object): boolean => NewMessage.safeParse({ content: 'x', ...rest }).success
  expect(accepts({ attachment_ids: ids(LIMITS.attachments_per_message) })).toBe(true)
  expect(accepts({ attachment_ids: ids(LIMITS.attachments_per_message + 1) })).toBe(false)
  expect(accepts({ parts: parts(LIMITS.parts_per_message) })).toBe(true)
  expect(accepts({ parts: parts(LIMITS.parts_per_message + 1) })).toBe(false)
})

test.each([undefined, null, 7, ['x'], { text: 'x' }])('content %j is not text', (content) => {
  expect(NewMessage.safeParse({ content }).success).toBe(false)
})
