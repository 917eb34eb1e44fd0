import type { Message } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { UnreadMentions } from './unread-mentions.ts'

const row = (created_seq: number, fields: Partial<Message> = {}): Message =>
  ({ sender_id: 'ben', created_seq, mentions: [{ user_id: 'ada', name: 'Ada' }], ...fields }) as Message

const stated = (unread_mentions: number[], read_seq = 0): UnreadMentions => {
  const mentions = new UnreadMentions()
  mentions.take({ unread_mentions, read_seq })
  return mentions
}

test('keeps the messages of others that mention the user, also when they come twice', () => {
  const mentions = stated([4])
  mentions.apply([row(6), row(4), row(7, { sender_id: 'ada' }), row(8, { mentions: [] })], 'ada')
  mentions.apply([row(6)], 'ada')
  expect(mentions.seqs).toEqual([4, 6])
})

test('a tombstone removes its message, and so does reading', () => {
  const mentions = stated([4, 6, 9])
  mentions.apply([row(4, { deleted_at: 'now' })], 'ada')
  mentions.readUpTo(6)
  expect(mentions.seqs).toEqual([9])
})

test('an older answer does not bring back a message that was read here', () => {
  const mentions = stated([4])
  mentions.readUpTo(5)
  mentions.take({ unread_mentions: [4], read_seq: 3 })
  expect(mentions.seqs).toEqual([])
})

test('the array is the same until it changes', () => {
  const mentions = stated([4])
  const { seqs } = mentions
  mentions.apply([row(4), row(2, { mentions: [] })], 'ada')
  mentions.readUpTo(3)
  expect(mentions.seqs).toBe(seqs)
})
