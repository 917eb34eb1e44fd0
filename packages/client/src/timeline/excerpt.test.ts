import type { Message, MessageList } from '@lectern/protocol'
import { expect, test } from 'vitest'
import { unreachableError } from '../core/errors.ts'
import { Excerpt, Excerpts } from './excerpt.ts'

const pinned = (created_seq: number, changed_seq = created_seq): Message =>
  ({ id: `${created_seq}`, created_seq, changed_seq, pinned_at: 'now' }) as Message
const plain = (created_seq: number, changed_seq: number): Message =>
  ({ id: `${created_seq}`, created_seq, changed_seq }) as Message

interface Answer {
  resolve: (page: MessageList) => void
  reject: (error: Error) => void
  cursor: string | undefined
}

const create = (known: Message[] = []) => {
  const asked: Answer[] = []
  const excerpts = new Excerpts()
  const load = (cursor?: string) =>
    new Promise<MessageList>((resolve, reject) => asked.push({ resolve, reject, cursor }))
  const excerpt = new Excerpt(
    { load, holds: ({ pinned_at }) => pinned_at !== undefined, newestFirst: true },
    { known: () => known, optimistic: (message) => message, enrol: (one) => excerpts.enrol(one) },
  )
  const seqs = () => excerpt.state.get().messages.map(({ created_seq }) => created_seq)
  const answer = async (at: number, messages: Message[], next_cursor: string | null = null) => {
    asked[at]?.resolve({ messages, next_cursor })
    await Promise.resolve()
    await Promise.resolve()
  }
  const apply = (...rows: Message[]) => excerpts.each((one) => one.apply(rows))
  return { excerpt, asked, answer, apply, seqs }
}

test("shows known messages at once, then the server's, then changes", async () => {
  const { excerpt, answer, apply, seqs } = create([pinned(5), plain(6, 6)])
  excerpt.open()
  expect([seqs(), excerpt.state.get().status]).toEqual([[5], 'loading'])
  await answer(0, [pinned(5), pinned(2)])
  expect([seqs(), excerpt.state.get().status]).toEqual([[5, 2], 'ready'])
  apply(pinned(6, 9), plain(2, 10))
  expect(seqs()).toEqual([6, 5])
})

test('a page read before a change does not undo it', async () => {
  const { excerpt, answer, apply, seqs } = create()
  excerpt.open()
  apply(plain(2, 10))
  await answer(0, [pinned(2), pinned(1)])
  expect(seqs()).toEqual([1])
})

test('pages join, and a failed one leaves the known messages', async () => {
  const { excerpt, asked, answer, seqs } = create()
  excerpt.open()
  await answer(0, [pinned(9)], 'more')
  expect(excerpt.state.get().has_more).toBe(true)
  excerpt.loadMore()
  expect(asked[1]?.cursor).toBe('more')
  asked[1]?.reject(unreachableError('No network'))
  await expect.poll(() => excerpt.state.get().status).toBe('error')
  expect([seqs(), excerpt.state.get().error?.code]).toEqual([[9], 'unavailable'])
  excerpt.resume()
  await answer(2, [pinned(9), pinned(3)])
  expect([seqs(), excerpt.state.get().error]).toEqual([[9, 3], undefined])
})

test('news after the release is ignored', async () => {
  const { excerpt, answer, apply, seqs } = create()
  const release = excerpt.open()
  release()
  await answer(0, [pinned(9)])
  apply(pinned(8))
  expect(seqs()).toEqual([])
})
