// Messages: sent once, read in pages, edited, deleted, reacted to, and saved.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import { LIMITS } from '../limits.ts'
import type { Message } from '../message.ts'
import { rowOf, UNKNOWN_ID, type Room } from './room.contract.ts'
import type { Cases } from './wire.contract.ts'

/** The path parameters of requests about this message. */
export const toMessage = ({ conversation_id, id }: Message) => ({
  params: { id: conversation_id, message_id: id },
})
const reactionTo = (message: Message, emoji: string) => ({ params: { ...toMessage(message).params, emoji } })

const deleted = async ({ ada, say }: Room): Promise<Message> => {
  const message = await say(ada, 'Never mind')
  const { window } = await ada.get('deleteMessage', toMessage(message))
  return rowOf(window, message.id)
}

export const messageCases: Partial<Record<Operation, Cases>> = {
  sendMessage: {
    'MS2 stores a message once for its id': async (room) => {
      const { ada, ben, course, at } = room
      const body = { id: crypto.randomUUID(), content: 'Hello' }
      const { status, body: sent } = await ben.ask('sendMessage', { ...at, body })
      expect(status).toBe(201)
      const seq = course.head + 1
      expect(sent.window).toMatchObject({
        conversation_id: course.id,
        from: course.head,
        to: seq,
        members: [],
      })
      const message = rowOf(sent.window, body.id)
      expect(message).toEqual({
        id: body.id,
        conversation_id: course.id,
        sender_id: ben.id,
        sender: 'Ben',
        sender_role: 'student',
        kind: 'text',
        state: 'done',
        content: 'Hello',
        parts: [],
        reactions: [],
        created_seq: seq,
        changed_seq: seq,
        timestamp: message.timestamp,
      })
      expect(await ben.ask('sendMessage', { ...at, body })).toMatchObject({ status: 200, body: sent })
      expect(await room.read(body.id)).toEqual(message)
      const other = await ben.refused('sendMessage', { ...at, body: { ...body, content: 'Hi' } })
      expect(other).toMatchObject({ code: 'conflict', field: 'id' })
      expect((await ada.refused('sendMessage', { ...at, body })).code).toBe('conflict')
    },
    'MS2 knows a late repeat after edits and deletion': async ({ ben, at, course }) => {
      const body = { id: crypto.randomUUID(), content: 'Hello' }
      const params = { id: course.id, message_id: body.id }
      await ben.get('sendMessage', { ...at, body })
      await ben.get('editMessage', { params, body: { content: 'Hi' } })
      const edited = await ben.ask('sendMessage', { ...at, body })
      expect(edited.status).toBe(200)
      expect(rowOf(edited.body.window, body.id)).toMatchObject({ content: 'Hi' })
      const another = { ...at, body: { ...body, content: 'Something else' } }
      expect((await ben.refused('sendMessage', another)).code).toBe('conflict')
      await ben.get('deleteMessage', { params })
      const gone = await ben.ask('sendMessage', { ...at, body })
      expect(rowOf(gone.body.window, body.id)).toMatchObject({ content: '' })
    },
    'mints an id where there is none': async ({ ben, at }) => {
      const { window } = await ben.get('sendMessage', { ...at, body: { content: 'Hello' } })
      expect(window.messages).toMatchObject([{ content: 'Hello' }])
    },
    'names members, and leaves out who is none': async ({ ada, ben, chloe, say }) => {
      const { mentions } = await say(ben, 'Hello @Ada and @Chloe', { mentions: [ada.id, chloe.id] })
      expect(mentions).toEqual([{ user_id: ada.id, name: 'Ada' }])
      expect(await say(ben, 'Hello @Chloe', { mentions: [chloe.id] })).not.toHaveProperty('mentions')
      for (const order of [
        [ben.id, ada.id],
        [ada.id, ben.id],
      ]) {
        const named = (await say(ben, 'Us', { mentions: order })).mentions ?? []
        expect(named.map(({ user_id }) => user_id)).toEqual(order)
      }
    },
    'replies to a message of the same conversation': async ({ ada, ben, say, at }) => {
      const question = await say(ben, 'Why?')
      expect(await say(ada, 'So', { reply_to_id: question.id })).toMatchObject({ reply_to_id: question.id })
      const astray = { content: 'So', reply_to_id: UNKNOWN_ID }
      const refusal = await ada.refused('sendMessage', { ...at, body: astray })
      expect(refusal).toMatchObject({ code: 'invalid', field: 'reply_to_id' })
    },
    'refuses what says nothing and what is too long': async ({ ben, at, say }) => {
      const empty = await ben.refused('sendMessage', { ...at, body: { content: ' \n' } })
      expect(empty).toMatchObject({ code: 'invalid', field: 'content' })
      const limit = LIMITS.message_chars
      const long = await ben.refused('sendMessage', { ...at, body: { content: 'x'.repeat(limit + 1) } })
      expect(long).toMatchObject({ code: 'too_large', field: 'content', limit, actual: limit + 1 })
      await say(ben, 'x'.repeat(limit))
    },
  },
  listMessages: {
    'comes in pages, oldest first': async ({ ada, at, course, say }) => {
      const words = ['One', 'Two', 'Three', 'Four', 'Five']
      const sent: Message[] = []
      for (const word of words) sent.push(await say(ada, word))
      const [first, second, third] = sent
      if (!first || !second || !third) throw new Error('They were sent')
      const page = async (query: object) => {
        const { messages, ...more } = await ada.get('listMessages', { ...at, query })
        expect(more.head).toBe(course.head + words.length)
        return [messages.map(({ content }) => content), more.has_more_before, more.has_more_after]
      }
      expect(await page({})).toEqual([words, false, false])
      expect(await page({ limit: 2 })).toEqual([['Four', 'Five'], true, false])
      expect(await page({ before: third.created_seq, limit: 1 })).toEqual([['Two'], true, true])
      expect(await page({ before: third.created_seq })).toEqual([['One', 'Two'], false, true])
      expect(await page({ after: third.created_seq, limit: 1 })).toEqual([['Four'], true, true])
      expect(await page({ after: third.created_seq })).toEqual([['Four', 'Five'], true, false])
      expect(await page({ around: third.id, limit: 3 })).toEqual([['Two', 'Three', 'Four'], true, true])
      expect(await page({ around: third.id, limit: 2 })).toEqual([['Three', 'Four'], true, true])
      expect(await page({ around: first.id, limit: 3 })).toEqual([['One', 'Two'], false, true])
      expect(await page({ around: second.id, limit: 1 })).toEqual([['Two'], true, true])
    },
    'finds no message that is not there, and no two places at once': async ({ ada, at, say }) => {
      const { id } = await say(ada, 'Hello')
      const query = { around: UNKNOWN_ID }
      expect((await ada.refused('listMessages', { ...at, query })).code).toBe('not_found')
      expect((await ada.refused('listMessages', { ...at, query: { around: id, before: 1 } })).code).toBe(
        'invalid',
      )
      await ada.get('listMessages', at)
    },
  },
  editMessage: {
    'mentions whom it says, and without a word those whose names still stand': async (room) => {
      const { ada, ben, chloe, at, say } = room
      const message = await say(ben, 'Hello')
      const to = { params: { ...at.params, message_id: message.id } }
      const edit = async (content: string, mentions?: string[]) => {
        const body = { content, ...(mentions && { mentions }) }
        return rowOf((await ben.get('editMessage', { ...to, body })).window, message.id)
      }
      const named = [{ user_id: ada.id, name: 'Ada' }]
      const first = await edit('Hello @Ada', [ada.id, chloe.id])
      expect(first.mentions).toEqual(named)
      expect((await edit('Hello again, @Ada')).mentions).toEqual(named)
      // Only whom it means has changed, so the words are not edited.
      const words = await edit('Hello again, @Ada', [])
      expect(words).not.toHaveProperty('mentions')
      expect(await edit('Hello again, @Ada', [])).toEqual(words)
      expect((await edit('Hello again, @Ada', [ada.id])).edited_at).toBe(words.edited_at)
      expect(await edit('Hello all')).not.toHaveProperty('mentions')
      expect((await ben.get('listEdits', to)).edits).toHaveLength(3)
    },
    'changes one’s own words': async ({ ada, ben, say, read }) => {
      const message = await say(ben, 'Helo')
      const to = toMessage(message)
      const { window } = await ben.get('editMessage', { ...to, body: { content: 'Hello' } })
      expect(window).toMatchObject({ from: message.changed_seq, to: message.changed_seq + 1 })
      const edited = rowOf(window, message.id)
      expect(edited).toMatchObject({
        content: 'Hello',
        created_seq: message.created_seq,
        changed_seq: window.to,
      })
      expect(edited.edited_at).toBeTypeOf('string')
      expect(await read(message.id)).toEqual(edited)
      expect(await ben.get('editMessage', { ...to, body: { content: 'Hello' } })).toEqual({ window })
      expect((await ada.refused('editMessage', { ...to, body: { content: 'No' } })).code).toBe('forbidden')
    },
    'is refused once the message is gone or was never there': async (room) => {
      const { ada, at, say } = room
      const body = { content: 'Hello' }
      expect((await ada.refused('editMessage', { ...toMessage(await deleted(room)), body })).code).toBe(
        'conflict',
      )
      const params = { ...at.params, message_id: UNKNOWN_ID }
      expect((await ada.refused('editMessage', { params, body })).code).toBe('not_found')
      await ada.get('editMessage', { ...toMessage(await say(ada, 'Helo')), body })
    },
  },
  listEdits: {
    'has what a message said before, for its author and staff': async ({ ada, ben, say }) => {
      const message = await say(ben, 'One')
      const to = toMessage(message)
      for (const content of ['Two', 'Three']) await ben.get('editMessage', { ...to, body: { content } })
      const { edits } = await ben.get('listEdits', to)
      expect(edits.map(({ content }) => content)).toEqual(['Two', 'One'])
      expect(edits.at(-1)?.timestamp).toBe(message.timestamp)
      expect(await ada.get('listEdits', to)).toMatchObject({ edits, next_cursor: null })
      const first = await ben.get('listEdits', { ...to, query: { limit: 1 } })
      expect(first.edits).toEqual(edits.slice(0, 1))
      const query = { limit: 1, cursor: first.next_cursor ?? '' }
      const second = await ben.get('listEdits', { ...to, query })
      expect(second).toEqual({ edits: edits.slice(1), next_cursor: null })
      const other = toMessage(await say(ada, 'Mine'))
      expect((await ben.refused('listEdits', other)).code).toBe('forbidden')
    },
    'has nothing of a deleted message': async ({ ben, say }) => {
      const to = toMessage(await say(ben, 'One'))
      await ben.get('editMessage', { ...to, body: { content: 'Two' } })
      await ben.get('deleteMessage', to)
      expect(await ben.get('listEdits', to)).toEqual({ edits: [], next_cursor: null })
    },
  },
  deleteMessage: {
    'leaves a tombstone, once': async ({ ada, ben, say, read }) => {
      const message = await say(ben, 'Hello @Ada', { mentions: [ada.id], question: true })
      const to = toMessage(message)
      await ada.get('addReaction', reactionTo(message, '👍'))
      await ada.get('pinMessage', to)
      const { window } = await ben.get('deleteMessage', to)
      const { mentions: _m, question: _q, ...rest } = message
      const { changed_seq, deleted_at, ...tombstone } = rowOf(window, message.id)
      expect({ ...tombstone, changed_seq: rest.changed_seq }).toEqual({ ...rest, content: '' })
      expect(deleted_at).toBeTypeOf('string')
      expect(changed_seq).toBe(window.to)
      expect((await read(message.id)).content).toBe('')
      expect(await ben.get('deleteMessage', to)).toEqual({ window })
    },
    'is for its author and staff': async ({ ada, ben, say }) => {
      expect((await ben.refused('deleteMessage', toMessage(await say(ada, 'Mine')))).code).toBe('forbidden')
      await ada.get('deleteMessage', toMessage(await say(ben, 'Rude')))
    },
  },
  addReaction: {
    'adds one of each kind for each person': async ({ ada, ben, say, read }) => {
      const message = await say(ben, 'Hello')
      const thumb = reactionTo(message, '👍')
      const { window } = await ada.get('addReaction', thumb)
      expect(rowOf(window, message.id).reactions).toEqual([{ emoji: '👍', user_ids: [ada.id] }])
      expect(await ada.get('addReaction', thumb)).toEqual({ window })
      await ben.get('addReaction', reactionTo(message, '🎉'))
      await ben.get('addReaction', thumb)
      expect((await read(message.id)).reactions).toEqual([
        { emoji: '👍', user_ids: [ada.id, ben.id] },
        { emoji: '🎉', user_ids: [ben.id] },
      ])
    },
    'N9 is the same with and without the sign for colour': async ({ ada, ben, say, read }) => {
      const message = await say(ben, 'Hello')
      await ada.get('addReaction', reactionTo(message, '❤'))
      await ben.get('addReaction', reactionTo(message, '❤\uFE0F'))
      expect((await read(message.id)).reactions).toEqual([{ emoji: '❤\uFE0F', user_ids: [ada.id, ben.id] }])
      await ada.get('removeReaction', reactionTo(message, '❤'))
      expect((await read(message.id)).reactions).toEqual([{ emoji: '❤\uFE0F', user_ids: [ben.id] }])
    },
    'is refused on what is gone, and where it is no emoji': async (room) => {
      const { ada, say } = room
      expect((await ada.refused('addReaction', reactionTo(await deleted(room), '👍'))).code).toBe('conflict')
      expect((await ada.refused('addReaction', reactionTo(await say(ada, 'Hello'), 'ok'))).code).toBe(
        'invalid',
      )
      await ada.get('addReaction', reactionTo(await say(ada, 'Hello'), '👍'))
    },
    'has a limit of kinds': async ({ ada, say }) => {
      const message = await say(ada, 'Hello')
      const limit = LIMITS.reactions_per_message
      const emojis = Array.from({ length: limit + 1 }, (_, index) => String.fromCodePoint(0x1f600 + index))
      for (const emoji of emojis.slice(0, limit)) await ada.get('addReaction', reactionTo(message, emoji))
      const refusal = await ada.refused('addReaction', reactionTo(message, emojis[limit] ?? ''))
      expect(refusal).toMatchObject({ code: 'too_large', limit, actual: limit + 1 })
    },
  },
  removeReaction: {
    'takes one’s own back': async ({ ada, ben, say, read }) => {
      const message = await say(ben, 'Hello')
      const thumb = reactionTo(message, '👍')
      for (const person of [ada, ben]) await person.get('addReaction', thumb)
      const { window } = await ada.get('removeReaction', thumb)
      expect(rowOf(window, message.id).reactions).toEqual([{ emoji: '👍', user_ids: [ben.id] }])
      expect(await ada.get('removeReaction', thumb)).toEqual({ window })
      await ben.get('removeReaction', thumb)
      expect((await read(message.id)).reactions).toEqual([])
    },
    'changes nothing where there is none': async (room) => {
      const gone = await deleted(room)
      const { window } = await room.ada.get('removeReaction', reactionTo(gone, '👍'))
      expect(window).toMatchObject({ to: gone.changed_seq, messages: [gone] })
    },
  },
  saveMessage: {
    'keeps a message for oneself': async (room) => {
      const { ada, ben, chloe, course, say } = room
      const message = await say(ben, 'Keep this')
      const params = { message_id: message.id }
      expect((await ada.ask('saveMessage', { params })).status).toBe(204)
      const [saved] = (await ada.get('listSaved')).saved
      expect(saved).toMatchObject({ message, title: 'Algebra', conversation: { id: course.id } })
      expect((await ben.get('listSaved')).saved.map((each) => each.message.id)).not.toContain(message.id)
      expect((await chloe.refused('saveMessage', { params })).code).toBe('not_found')
      expect((await ada.refused('saveMessage', { params: { message_id: UNKNOWN_ID } })).code).toBe(
        'not_found',
      )
      const gone = { params: { message_id: (await deleted(room)).id } }
      expect((await ada.refused('saveMessage', gone)).code).toBe('conflict')
    },
  },
  unsaveMessage: {
    'keeps it no longer': async ({ ada, say }) => {
      const { id } = await say(ada, 'Keep this')
      const params = { message_id: id }
      await ada.get('saveMessage', { params })
      expect((await ada.ask('unsaveMessage', { params })).status).toBe(204)
      expect((await ada.get('listSaved')).saved.map(({ message }) => message.id)).not.toContain(id)
      expect((await ada.ask('unsaveMessage', { params })).status).toBe(204)
    },
  },
  listSaved: {
    'has the latest first, in pages, by the name that the conversation has for oneself': async (room) => {
      const { ada, ben, say } = room
      const body = { kind: 'direct' as const, member_ids: [ben.id] }
      const direct = await ada.get('createConversation', { body })
      const first = await say(ben, 'One')
      const at = { params: { id: direct.id } }
      const id = crypto.randomUUID()
      await ben.get('sendMessage', { ...at, body: { id, content: 'Two' } })
      for (const message_id of [first.id, id]) await ada.get('saveMessage', { params: { message_id } })
      const page = await ada.get('listSaved', { query: { limit: 1 } })
      expect(page.saved).toMatchObject([{ title: 'Ben', message: { id } }])
      const next = await ada.get('listSaved', { query: { limit: 1, cursor: page.next_cursor ?? '' } })
      expect(next.saved).toMatchObject([{ title: 'Algebra', message: first }])
    },
  },
}
