import type { Message } from '@lectern/protocol'
import { expect, test, vi } from 'vitest'
import { Optimistic, tombstone, withContent, withReaction } from './optimistic.ts'

const message = {
  id: 'm',
  content: 'old',
  parts: [],
  reactions: [{ emoji: '👍', user_ids: ['ben'] }],
} as never as Message

test('shows a change while its command runs, and the stored state afterwards, also after a failure', async () => {
  const changed = vi.fn<() => void>()
  const optimistic = new Optimistic(changed)
  let fail: (error: Error) => void = () => {}
  const running = optimistic.run(
    'm',
    withContent('new', 'now'),
    () => new Promise((_, reject) => (fail = reject)),
  )
  expect(optimistic.apply(message)).toMatchObject({ content: 'new', edited_at: 'now' })
  expect(optimistic.apply(message)).toBe(optimistic.apply(message))
  fail(new Error('refused'))
  await expect(running).rejects.toThrow('refused')
  expect(optimistic.apply(message)).toBe(message)
  expect(changed).toHaveBeenCalledTimes(2)
})

test('several changes of one message end separately', async () => {
  const optimistic = new Optimistic(() => {})
  let end: () => void = () => {}
  const first = optimistic.run(
    'm',
    withContent('new', 'now'),
    () => new Promise((resolve) => (end = resolve)),
  )
  void optimistic.run('m', withReaction('🎉', 'ada', true), () => new Promise(() => {}))
  end()
  await first
  expect(optimistic.apply(message)).toMatchObject({ content: 'old', reactions: [{}, { emoji: '🎉' }] })
})

test('a reaction is added once, removed, and vanishes with its last person', () => {
  const added = withReaction('👍', 'ada', true)(message)
  expect(added.reactions).toEqual([{ emoji: '👍', user_ids: ['ben', 'ada'] }])
  expect(withReaction('👍', 'ada', true)(added).reactions).toEqual(added.reactions)
  expect(withReaction('👍', 'ben', false)(message).reactions).toEqual([])
})

test('a deleted message leaves only a tombstone', () => {
  expect(tombstone('now')(message)).toEqual({
    id: 'm',
    content: '',
    parts: [],
    reactions: [],
    deleted_at: 'now',
  })
})
