// Questions and answers, and pins.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import type { Message } from '../message.ts'
import type { MarkThread } from '../thread.ts'
import { toMessage } from './messages.contract.ts'
import { rowOf, type Room } from './room.contract.ts'
import type { Cases } from './wire.contract.ts'

/** Ben asks and Ada replies. */
const asked = async ({ ada, ben, say }: Room): Promise<{ question: Message; answer: Message }> => {
  const question = await say(ben, 'Why?', { question: true })
  return { question, answer: await say(ada, 'Because', { reply_to_id: question.id }) }
}

const deleted = async ({ ada, say }: Room): Promise<Message> => {
  const message = await say(ada, 'Never mind')
  await ada.get('deleteMessage', toMessage(message))
  return message
}

const openQuestions = async ({ look, ada }: Room): Promise<number> => (await look(ada)).open_questions ?? 0

export const questionCases: Partial<Record<Operation, Cases>> = {
  markQuestion: {
    'makes a question of a message, with the replies it has': async (room) => {
      const { ada, ben, say } = room
      const message = await say(ben, 'Why')
      await say(ada, 'Because', { reply_to_id: message.id })
      const { window } = await ben.get('markQuestion', toMessage(message))
      expect(rowOf(window, message.id).question).toEqual({
        status: 'unanswered',
        endorsed_ids: [],
        answers: 1,
      })
      expect(window.conversation).toMatchObject({ open_questions: 1, changed_seq: window.to })
      expect(await ben.get('markQuestion', toMessage(message))).toMatchObject({ window: { to: window.to } })
      expect((await ben.refused('markQuestion', toMessage(await say(ada, 'Mine')))).code).toBe('forbidden')
      expect((await ada.refused('markQuestion', toMessage(await deleted(room)))).code).toBe('conflict')
    },
    'is the same as to send one': async (room) => {
      const { ben, say, read } = room
      const { question } = await asked(room)
      expect(question.question).toEqual({ status: 'unanswered', endorsed_ids: [], answers: 0 })
      expect((await read(question.id)).question?.answers).toBe(1)
      expect(await openQuestions(room)).toBe(1)
      const message = await say(ben, 'How?')
      await ben.get('markQuestion', toMessage(message))
      expect(await openQuestions(room)).toBe(2)
      await ben.get('deleteMessage', toMessage(message))
      expect(await openQuestions(room)).toBe(1)
    },
  },
  unmarkQuestion: {
    'is no question any more, and its answers are none': async (room) => {
      const { ada, ben } = room
      const { question, answer } = await asked(room)
      await ben.get('acceptAnswer', toMessage(answer))
      const { window } = await ben.get('unmarkQuestion', toMessage(question))
      expect(rowOf(window, question.id)).not.toHaveProperty('question')
      expect(rowOf(window, answer.id)).not.toHaveProperty('answer')
      expect(await openQuestions(room)).toBe(0)
      const again = await ada.get('unmarkQuestion', toMessage(question))
      expect(again).toEqual({ window: await changeOf(room, window.to) })
    },
  },
  acceptAnswer: {
    'accepts one answer, instead of any other': async (room) => {
      const { ada, ben, say, read } = room
      const { question, answer } = await asked(room)
      const { window } = await ben.get('acceptAnswer', toMessage(answer))
      expect(rowOf(window, answer.id).answer).toEqual({ accepted_by: ben.id })
      const accepted = { status: 'answered', accepted_id: answer.id, endorsed_ids: [], answers: 1 }
      expect(rowOf(window, question.id).question).toEqual(accepted)
      expect(window.conversation?.open_questions).toBe(0)
      expect(await ben.get('acceptAnswer', toMessage(answer))).toEqual({ window })
      const better = await say(ben, 'I found it', { reply_to_id: question.id })
      const second = await ada.get('acceptAnswer', toMessage(better))
      expect(rowOf(second.window, answer.id)).not.toHaveProperty('answer')
      expect(rowOf(second.window, better.id).answer).toEqual({ accepted_by: ada.id })
      expect((await read(question.id)).question).toMatchObject({ accepted_id: better.id, answers: 2 })
    },
    'is refused to others, and where nothing is asked': async (room) => {
      const { ada, ben, say } = room
      const question = await say(ada, 'Why?', { question: true })
      const answer = await say(ben, 'Because', { reply_to_id: question.id })
      expect((await ben.refused('acceptAnswer', toMessage(answer))).code).toBe('forbidden')
      expect((await ada.refused('acceptAnswer', toMessage(question))).code).toBe('conflict')
      await ben.get('deleteMessage', toMessage(answer))
      expect((await ada.refused('acceptAnswer', toMessage(answer))).code).toBe('conflict')
      const other = await say(ben, 'Because', { reply_to_id: question.id })
      await ada.get('acceptAnswer', toMessage(other))
    },
    'ends when the answer is deleted': async (room) => {
      const { ada, ben, read } = room
      const { question, answer } = await asked(room)
      await ben.get('acceptAnswer', toMessage(answer))
      const { window } = await ada.get('deleteMessage', toMessage(answer))
      expect(rowOf(window, answer.id)).not.toHaveProperty('answer')
      expect(rowOf(window, question.id)).toEqual(await read(question.id))
      expect((await read(question.id)).question).toEqual({
        status: 'unanswered',
        endorsed_ids: [],
        answers: 0,
      })
      expect(window.conversation?.open_questions).toBe(1)
    },
    'ends when the question is deleted': async (room) => {
      const { ben, read } = room
      const { question, answer } = await asked(room)
      await ben.get('acceptAnswer', toMessage(answer))
      const { window } = await ben.get('deleteMessage', toMessage(question))
      expect(rowOf(window, answer.id)).not.toHaveProperty('answer')
      expect(await read(answer.id)).not.toHaveProperty('answer')
    },
  },
  unacceptAnswer: {
    'takes the acceptance back': async (room) => {
      const { ben } = room
      const { question, answer } = await asked(room)
      await ben.get('acceptAnswer', toMessage(answer))
      const { window } = await ben.get('unacceptAnswer', toMessage(answer))
      expect(rowOf(window, answer.id)).not.toHaveProperty('answer')
      expect(rowOf(window, question.id).question).toEqual({
        status: 'unanswered',
        endorsed_ids: [],
        answers: 1,
      })
      expect(await ben.get('unacceptAnswer', toMessage(answer))).toEqual({ window })
      const nothing = await ben.get('unacceptAnswer', toMessage(question))
      expect(nothing.window).toMatchObject({ to: window.to })
    },
  },
  endorseAnswer: {
    'is the word of staff, for several answers': async (room) => {
      const { ada, ben, say, read } = room
      const { question, answer } = await asked(room)
      const other = await say(ben, 'Or so', { reply_to_id: question.id })
      await ada.get('endorseAnswer', toMessage(answer))
      const { window } = await ada.get('endorseAnswer', toMessage(other))
      expect(rowOf(window, other.id).answer).toEqual({ endorsed_by: ada.id })
      expect(await read(question.id)).toMatchObject({
        question: { status: 'answered', endorsed_ids: [answer.id, other.id] },
      })
      const repeated = await ada.get('endorseAnswer', toMessage(answer))
      expect(repeated.window.messages.map(({ id }) => id)).toContain(answer.id)
      expect((await read(question.id)).question?.endorsed_ids).toEqual([answer.id, other.id])
      expect((await ben.refused('endorseAnswer', toMessage(other))).code).toBe('forbidden')
      expect((await ada.refused('endorseAnswer', toMessage(question))).code).toBe('conflict')
    },
    'is refused for words that were edited meanwhile': async (room) => {
      const { ada, ben, say, read } = room
      const { question } = await asked(room)
      const answer = await say(ben, 'So', { reply_to_id: question.id })
      await ben.get('editMessage', { ...toMessage(answer), body: { content: 'Not so' } })
      for (const judge of ['endorseAnswer', 'acceptAnswer', 'pinMessage'] as const) {
        const seen = { ...toMessage(answer), body: { edited_at: null } }
        expect((await ada.refused(judge, seen)).code).toBe('conflict')
      }
      const { edited_at = null } = await read(answer.id)
      const { window } = await ada.get('endorseAnswer', { ...toMessage(answer), body: { edited_at } })
      expect(rowOf(window, answer.id).answer).toEqual({ endorsed_by: ada.id })
    },
    'ends when the author of the answer changes its words': async (room) => {
      const { ada, ben, say, read } = room
      const { question } = await asked(room)
      const answer = await say(ben, 'So', { reply_to_id: question.id })
      await ada.get('endorseAnswer', toMessage(answer))
      await ada.get('pinMessage', toMessage(answer))
      const edit = { ...toMessage(answer), body: { content: 'Not so' } }
      const { window } = await ben.get('editMessage', edit)
      for (const mark of ['answer', 'pinned_at', 'pinned_by'])
        expect(rowOf(window, answer.id)).not.toHaveProperty(mark)
      expect(rowOf(window, question.id)).toEqual(await read(question.id))
      expect((await read(question.id)).question).toMatchObject({ status: 'unanswered', endorsed_ids: [] })
      expect(window.conversation?.open_questions).toBe(1)
    },
  },
  unendorseAnswer: {
    'takes that word back, and leaves the acceptance': async (room) => {
      const { ada, ben, read } = room
      const { question, answer } = await asked(room)
      await ada.get('endorseAnswer', toMessage(answer))
      await ben.get('acceptAnswer', toMessage(answer))
      const { window } = await ada.get('unendorseAnswer', toMessage(answer))
      expect(rowOf(window, answer.id).answer).toEqual({ accepted_by: ben.id })
      const accepted = { status: 'answered', accepted_id: answer.id, endorsed_ids: [], answers: 1 }
      expect((await read(question.id)).question).toEqual(accepted)
      expect(await ada.get('unendorseAnswer', toMessage(answer))).toEqual({ window })
      expect((await ben.refused('unendorseAnswer', toMessage(answer))).code).toBe('forbidden')
    },
  },
  listQuestions: {
    'has the newest first, in pages and by status': async (room) => {
      const { ada, ben, at, say } = room
      const { question: first, answer } = await asked(room)
      const second = await say(ben, 'How?', { question: true })
      const third = await say(ben, 'When?', { question: true })
      await ada.get('endorseAnswer', toMessage(answer))
      const ids = async (query: object) =>
        (await ada.get('listQuestions', { ...at, query })).messages.map(({ id }) => id)
      expect(await ids({})).toEqual([third.id, second.id, first.id])
      expect(await ids({ status: 'answered' })).toEqual([first.id])
      expect(await ids({ status: 'unanswered' })).toEqual([third.id, second.id])
      const page = await ada.get('listQuestions', { ...at, query: { limit: 2 } })
      expect(page.messages.map(({ id }) => id)).toEqual([third.id, second.id])
      expect(await ids({ limit: 2, cursor: page.next_cursor ?? '' })).toEqual([first.id])
      await ben.get('deleteMessage', toMessage(third))
      expect(await ids({})).toEqual([second.id, first.id])
    },
  },
  listThread: {
    'has the question and its replies, oldest first': async (room) => {
      const { ben, say, read } = room
      const { question, answer } = await asked(room)
      await say(ben, 'Something else')
      const thanks = await say(ben, 'Thanks', { reply_to_id: question.id })
      const whole = await ben.get('listThread', toMessage(question))
      const messages = [await read(question.id), answer, thanks]
      expect(whole).toEqual({ messages, next_cursor: null, follows: true })
      const page = await ben.get('listThread', { ...toMessage(question), query: { limit: 2 } })
      expect(page.messages.map(({ id }) => id)).toEqual([question.id, answer.id])
      const query = { limit: 2, cursor: page.next_cursor ?? '' }
      expect((await ben.get('listThread', { ...toMessage(question), query })).messages).toEqual([thanks])
    },
  },
  listThreads: {
    'has what was replied to, the last reply first, as one member has it': async (room) => {
      const { ada, ben, at, say, read } = room
      const first = await say(ben, 'Why?')
      await say(ada, 'Because', { reply_to_id: first.id })
      const second = await say(ada, 'A hint')
      const thanks = await say(ben, 'Thanks', { reply_to_id: second.id })
      const page = await ben.get('listThreads', { ...at, query: { limit: 1 } })
      expect(page.threads).toEqual([
        {
          message: await read(second.id),
          replies: 1,
          last_seq: thanks.created_seq,
          follows: true,
          unread: 0,
        },
      ])
      expect(page.unread_threads).toBe(1)
      const rest = await ben.get('listThreads', {
        ...at,
        query: { limit: 1, cursor: page.next_cursor ?? '' },
      })
      expect(rest.threads.map(({ message, unread }) => [message.id, unread])).toEqual([[first.id, 1]])
      expect(rest.next_cursor).toBeNull()
      await ben.get('deleteMessage', toMessage(thanks))
      const [left] = (await ben.get('listThreads', at)).threads
      expect(left?.message.id).toBe(first.id)
    },
  },
  markThread: {
    'follows or not, and reads, for oneself alone': async ({ ada, ben, at, say }) => {
      const first = await say(ben, 'Why?')
      const reply = await say(ada, 'Because', { reply_to_id: first.id })
      const mark = (body: MarkThread) => ben.get('markThread', { ...toMessage(first), body })
      const { window, head } = await mark({ read_seq: reply.created_seq })
      expect([window.to, head]).toEqual([window.from + 1, window.to])
      expect(window.settings).toEqual([{ conversation_id: at.params.id, changed_seq: head }])
      expect(await mark({ read_seq: 0 })).toEqual({ window: { from: head, to: head, settings: [] }, head })
      const read = await ben.get('listThreads', at)
      expect([read.unread_threads, read.threads[0]?.unread]).toEqual([0, 0])
      await say(ada, 'And this', { reply_to_id: first.id })
      expect((await ben.get('listThreads', at)).unread_threads).toBe(1)
      await mark({ follows: false })
      const left = await ben.get('listThreads', at)
      expect([left.unread_threads, left.threads[0]]).toMatchObject([0, { follows: false, unread: 1 }])
      expect((await ben.get('listThread', toMessage(first))).follows).toBe(false)
      expect((await ada.get('listThreads', at)).threads[0]).toMatchObject({ follows: true })
    },
  },
  pinMessage: {
    'keeps a message in sight, once': async (room) => {
      const { ada, ben, at, say } = room
      const message = await say(ben, 'Homework')
      expect((await ben.refused('pinMessage', toMessage(message))).code).toBe('forbidden')
      const { window } = await ada.get('pinMessage', toMessage(message))
      const pinned = rowOf(window, message.id)
      expect(pinned).toMatchObject({ pinned_by: ada.id, changed_seq: window.to })
      expect(pinned.pinned_at).toBeTypeOf('string')
      expect(await ada.get('pinMessage', toMessage(message))).toEqual({ window })
      expect((await ben.get('listPins', at)).messages).toEqual([pinned])
      expect((await ada.refused('pinMessage', toMessage(await deleted(room)))).code).toBe('conflict')
    },
    'is for both people of a direct conversation': async ({ ada, ben }) => {
      const body = { kind: 'direct' as const, member_ids: [ben.id] }
      const { id } = await ada.get('createConversation', { body })
      const message_id = crypto.randomUUID()
      await ada.get('sendMessage', { params: { id }, body: { id: message_id, content: 'Hello' } })
      const { window } = await ben.get('pinMessage', { params: { id, message_id } })
      expect(rowOf(window, message_id).pinned_by).toBe(ben.id)
    },
  },
  unpinMessage: {
    'takes it off': async ({ ada, ben, at, say }) => {
      const message = await say(ben, 'Homework')
      await ada.get('pinMessage', toMessage(message))
      const { window } = await ada.get('unpinMessage', toMessage(message))
      expect(rowOf(window, message.id)).toEqual({ ...message, changed_seq: window.to })
      expect(await ada.get('unpinMessage', toMessage(message))).toEqual({ window })
      expect((await ada.get('listPins', at)).messages).toEqual([])
      expect((await ben.refused('unpinMessage', toMessage(message))).code).toBe('forbidden')
    },
  },
  listPins: {
    'has the newest message first': async ({ ada, at, say }) => {
      const first = await say(ada, 'One')
      const second = await say(ada, 'Two')
      for (const message of [second, first]) await ada.get('pinMessage', toMessage(message))
      const { messages, next_cursor } = await ada.get('listPins', at)
      expect(messages.map(({ id }) => id)).toEqual([second.id, first.id])
      expect(next_cursor).toBeNull()
    },
  },
}

/** The window of one change, as a client that lags behind reads it. */
const changeOf = async ({ ada, at }: Room, seq: number) => {
  const answer = await ada.get('getChanges', { ...at, query: { since: seq - 1 } })
  if ('reset' in answer) throw new Error('Nothing was purged')
  return answer.window
}
