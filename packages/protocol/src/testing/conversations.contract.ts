// Conversations, members, and catching up.
import { expect } from 'vitest'
import type { Operation } from '../api/index.ts'
import { UNKNOWN_ID } from './room.contract.ts'
import { readEvents } from './events.contract.ts'
import type { Cases } from './wire.contract.ts'

export const conversationCases: Partial<Record<Operation, Cases>> = {
  createConversation: {
    'starts one, once': async ({ ada, ben, chloe }) => {
      const body = {
        id: crypto.randomUUID(),
        kind: 'group' as const,
        title: 'Study group',
        member_ids: [ben.id, chloe.id],
      }
      const { status, body: made } = await ada.ask('createConversation', { body })
      expect(status).toBe(201)
      expect(made).toMatchObject({ id: body.id, kind: 'group', title: 'Study group', created_by: ada.id })
      expect(made).toMatchObject({ head: 1, changed_seq: 1, member_count: 3, unread: 0 })
      expect(made.members.map(({ user_id, changed_seq }) => [user_id, changed_seq])).toEqual(
        expect.arrayContaining([ada.id, ben.id, chloe.id].map((id) => [id, 1])),
      )
      const again = await ada.ask('createConversation', { body })
      expect(again).toMatchObject({ status: 200, body: made })
      expect(await ben.get('getConversation', { params: { id: body.id } })).toMatchObject({ id: body.id })
      const other = await ada.refused('createConversation', { body: { ...body, title: 'Another' } })
      expect(other.code).toBe('conflict')
      expect((await ben.refused('createConversation', { body })).code).not.toBe('not_found')
    },
    'gives two people one direct conversation': async ({ ada, ben }) => {
      const start = async (from: typeof ada, to: typeof ada) =>
        from.ask('createConversation', {
          body: { id: crypto.randomUUID(), kind: 'direct', member_ids: [to.id] },
        })
      const { body: first } = await start(ada, ben)
      expect(first.kind).toBe('direct')
      expect(first).not.toHaveProperty('title')
      for (const again of [await start(ada, ben), await start(ben, ada)])
        expect(again).toMatchObject({ status: 200, body: { id: first.id } })
    },
    'refuses what its maker may not start': async ({ ada, ben, chloe }) => {
      const code = async (person: typeof ada, kind: 'direct' | 'group' | 'course', member_ids: string[]) =>
        (await person.refused('createConversation', { body: { kind, title: 'No', member_ids } })).code
      expect(await code(ben, 'course', [ada.id])).toBe('forbidden')
      expect(await code(ben, 'direct', [chloe.id])).toBe('forbidden')
      expect(await code(ada, 'direct', [ben.id, chloe.id])).toBe('invalid')
      expect(await code(ada, 'group', [UNKNOWN_ID])).toBe('invalid')
      // Gives this endpoint a success here, too.
      await ada.get('createConversation', { body: { kind: 'direct', member_ids: [ben.id] } })
    },
  },
  listConversations: {
    'has the latest change first, in pages': async ({ ada, ben, course, say }) => {
      const other = await ada.get('createConversation', {
        body: { kind: 'group', title: 'Later', member_ids: [ben.id] },
      })
      const page = async (cursor?: string) =>
        ada.get('listConversations', { query: { limit: 1, ...(cursor !== undefined && { cursor }) } })
      const first = await page()
      expect(first.conversations.map(({ id }) => id)).toEqual([other.id])
      const second = await page(first.next_cursor ?? '')
      expect(second.conversations.map(({ id }) => id)).toEqual([course.id])
      const message = await say(ben, 'Up')
      const [moved] = (await page()).conversations
      expect(moved).toMatchObject({
        id: course.id,
        last_message: message,
        unread: 1,
        head: message.created_seq,
      })
    },
    'can be searched and filtered': async ({ ada, ben, course, say }) => {
      const ids = async (query: object) =>
        (await ada.get('listConversations', { query })).conversations.map(({ id }) => id)
      const title = `Geometry ${course.id}`
      await ada.get('patchConversation', { params: { id: course.id }, body: { title } })
      expect(await ids({ q: title.toUpperCase() })).toEqual([course.id])
      // Each word, in any order, of the title or of a member.
      expect(await ids({ q: `ben ${course.id} geom` })).toEqual([course.id])
      expect(await ids({ q: `${title} nobody` })).toEqual([])
      expect(await ids({ q: title, filter: 'direct' })).toEqual([])
      expect(await ids({ q: title, filter: 'course' })).toEqual([course.id])
      expect(await ids({ q: title, filter: 'unread' })).toEqual([])
      expect(await ids({ q: title, filter: 'questions' })).toEqual([])
      await say(ben, 'Why?', { question: true })
      expect(await ids({ q: title, filter: 'unread' })).toEqual([course.id])
      expect(await ids({ q: title, filter: 'questions' })).toEqual([course.id])
    },
  },
  getConversationTotals: {
    'counts over all conversations': async ({ ada, ben, course, say }) => {
      const totals = () => ada.get('getConversationTotals', {})
      const before = await totals()
      await say(ben, 'Hello')
      await say(ben, 'Why?', { question: true })
      const after = await totals()
      expect(after).toEqual({
        ...before,
        conversations: before.conversations,
        unread: before.unread + 1,
        unread_course: (before.unread_course ?? 0) + 1,
        unread_messages: before.unread_messages + 2,
        open_questions: before.open_questions + 1,
      })
      await ada.get('createConversation', { body: { kind: 'group', title: 'More', member_ids: [ben.id] } })
      expect((await totals()).conversations).toBe(before.conversations + 1)
      const { head } = await ada.get('getConversation', { params: { id: course.id } })
      await ada.get('putReceipt', { params: { id: course.id }, body: { read_seq: head } })
      expect(await totals()).toMatchObject({ unread: before.unread, unread_messages: before.unread_messages })
    },
  },
  getConversation: {
    'has everyone, the last message and what is unread': async ({ ben, course, say, look }) => {
      const message = await say(ben, 'Hello @Ada', { mentions: [course.created_by] })
      const seen = await look(ben)
      expect(seen).toMatchObject({ last_message: message, unread: 0, unread_mentions: [], member_count: 2 })
    },
    'counts what others wrote and who is named': async ({ ada, ben, say, look }) => {
      const { created_seq } = await say(ben, 'Hello @Ada', { mentions: [ada.id] })
      const gone = await say(ben, 'Never mind')
      await ben.get('deleteMessage', { params: { id: gone.conversation_id, message_id: gone.id } })
      expect(await look(ada)).toMatchObject({ unread: 1, unread_mentions: [created_seq] })
    },
  },
  patchConversation: {
    'renames, and the conversation says so': async ({ ada, ben, at, course, look }) => {
      const { window } = await ada.get('patchConversation', { ...at, body: { title: 'Algebra II' } })
      expect(window).toMatchObject({ from: course.head, to: course.head + 1, members: [] })
      expect(window.conversation).toMatchObject({ title: 'Algebra II', changed_seq: window.to })
      const [said] = window.messages
      expect(said).toMatchObject({
        kind: 'system',
        sender_id: ada.id,
        content: 'Ada renamed the conversation to “Algebra II”',
      })
      expect(said?.system).toEqual({ type: 'renamed', params: { title: 'Algebra II' } })
      expect((await look(ben)).title).toBe('Algebra II')
      const again = await ada.get('patchConversation', { ...at, body: { title: 'Algebra II' } })
      expect(again.window).toMatchObject({ from: window.to, to: window.to, messages: [] })
      expect((await ben.refused('patchConversation', { ...at, body: { title: 'Mine' } })).code).toBe(
        'forbidden',
      )
    },
  },
  addMembers: {
    'adds people, and the conversation says so': async ({ ada, ben, chloe, course, at, look }) => {
      expect((await ben.refused('addMembers', { ...at, body: { user_ids: [chloe.id] } })).code).toBe(
        'forbidden',
      )
      expect((await ada.refused('addMembers', { ...at, body: { user_ids: [UNKNOWN_ID] } })).code).toBe(
        'invalid',
      )
      const { window } = await ada.get('addMembers', { ...at, body: { user_ids: [chloe.id] } })
      expect(window).toMatchObject({ from: course.head, to: course.head + 1 })
      expect(window.members).toMatchObject([{ user_id: chloe.id, name: 'Chloe', changed_seq: window.to }])
      expect(window.messages).toMatchObject([{ kind: 'system', content: 'Ada added Chloe' }])
      expect(window).not.toHaveProperty('conversation')
      expect((await look(chloe)).member_count).toBe(3)
      const again = await ada.get('addMembers', { ...at, body: { user_ids: [chloe.id, ben.id] } })
      expect(again.window).toMatchObject({ from: window.to, to: window.to, messages: [], members: [] })
      await ada.get('removeMember', { params: { ...at.params, user_id: chloe.id } })
    },
  },
  removeMember: {
    'removes somebody, who sees it no more': async ({ ada, ben, chloe, at, say, look }) => {
      const { params } = at
      const { created_seq } = await say(ben, 'Hello')
      expect((await ben.refused('removeMember', { params: { ...params, user_id: ada.id } })).code).toBe(
        'forbidden',
      )
      expect((await ada.refused('removeMember', { params: { ...params, user_id: chloe.id } })).code).toBe(
        'not_found',
      )
      const { window } = await ada.get('removeMember', { params: { ...params, user_id: ben.id } })
      expect(window.to).toBe(created_seq + 1)
      expect(window.members).toMatchObject([{ user_id: ben.id, changed_seq: window.to }])
      expect(window.members[0]?.left_at).toBeTypeOf('string')
      expect(window.messages).toMatchObject([{ kind: 'system', content: 'Ada removed Ben' }])
      expect((await ben.refused('getConversation', at)).code).toBe('not_found')
      const seen = await look(ada)
      expect(seen.member_count).toBe(1)
      expect(seen.members.map(({ user_id }) => user_id)).toEqual([ada.id])
    },
    'lets anybody leave what is not direct': async ({ ada, ben, at }) => {
      const { window } = await ben.get('removeMember', { params: { ...at.params, user_id: ben.id } })
      expect(window.messages).toMatchObject([{ kind: 'system', content: 'Ben left' }])
      const body = { kind: 'direct' as const, member_ids: [ben.id] }
      const { id } = await ada.get('createConversation', { body })
      expect((await ada.refused('removeMember', { params: { id, user_id: ben.id } })).code).toBe('conflict')
      expect((await ben.refused('removeMember', { params: { id, user_id: ben.id } })).code).toBe('conflict')
    },
  },
  getChanges: {
    'has every row after a cursor, once and as it is now': async ({ ada, ben, at, course, say, read }) => {
      const first = await say(ada, 'One')
      await say(ada, 'Two')
      const params = { ...at.params, message_id: first.id }
      await ada.get('editMessage', { params, body: { content: 'First' } })
      const all = await ben.get('getChanges', { ...at, query: { since: 0 } })
      if ('reset' in all) throw new Error('Nothing was purged')
      expect(all).toMatchObject({ head: course.head + 3, window: { from: 0, to: course.head + 3 } })
      expect(all.window.messages).toHaveLength(2)
      expect(all.window.messages).toContainEqual(await read(first.id))
      expect(all.window.members.map(({ user_id }) => user_id).sort()).toEqual([ada.id, ben.id].sort())
      expect(all.window.conversation?.title).toBe('Algebra')
      const late = await ben.get('getChanges', { ...at, query: { since: all.head } })
      expect(late).toMatchObject({ head: all.head, window: { from: all.head, to: all.head, messages: [] } })
    },
    'SY5 comes in pages that split no change': async ({ ada, at, course, say }) => {
      const words = ['One', 'Two', 'Three']
      for (const word of words) await say(ada, word)
      const read: string[] = []
      let since = course.head
      for (let pages = 0; pages < 2; pages++) {
        const page = await ada.get('getChanges', { ...at, query: { since, limit: 2 } })
        if ('reset' in page) throw new Error('Nothing was purged')
        expect(page.window.from).toBe(since)
        read.push(...page.window.messages.map(({ content }) => content))
        since = page.window.to
      }
      expect(read).toEqual(words)
      expect(since).toBe(course.head + 3)
      const creation = await ada.get('getChanges', { ...at, query: { since: 0, limit: 1 } })
      expect(creation).toMatchObject({ window: { to: 1, members: [{ changed_seq: 1 }, { changed_seq: 1 }] } })
    },
    'SY3 starts again when the cursor is of a future that was lost': async ({ ada, at, course, say }) => {
      const message = await say(ada, 'Hello')
      const answer = await ada.get('getChanges', { ...at, query: { since: course.head + 100 } })
      expect(answer).toEqual({
        reset: true,
        messages: [message],
        has_more_before: false,
        has_more_after: false,
        head: message.created_seq,
      })
    },
  },
  putReceipt: {
    'I6 moves positions up to the head and never down': async ({ ada, ben, at, course, say, look }) => {
      const joined = { delivered_seq: course.head, read_seq: course.head }
      expect(await look(ben)).toMatchObject(joined)
      const { created_seq: first } = await say(ada, 'One')
      const { created_seq: head } = await say(ada, 'Two')
      const put = (body: object) => ben.get('putReceipt', { ...at, body })
      const { read_seq } = course
      expect(await put({ delivered_seq: head })).toEqual({ delivered_seq: head, read_seq, unread: 2, head })
      expect(await put({ read_seq: first })).toEqual({
        delivered_seq: head,
        read_seq: first,
        unread: 1,
        head,
      })
      const all = { delivered_seq: head, read_seq: head, unread: 0, head }
      expect(await put({ read_seq: head + 100 })).toEqual(all)
      expect(await put({ delivered_seq: 0, read_seq: 0 })).toEqual(all)
      expect(await look(ben)).toMatchObject(all)
      const seen = (await look(ada)).members.find(({ user_id }) => user_id === ben.id)
      expect(seen).toMatchObject({ delivered_seq: head, read_seq: head })
    },
  },
  postTyping: {
    'is relayed': async ({ ben, at }) => {
      expect((await ben.ask('postTyping', { ...at, body: { on: true } })).status).toBe(204)
    },
  },
  sync: {
    'answers the heads that differ': async ({ ada, course, say }) => {
      const all = await ada.get('sync', { body: { heads: {} } })
      expect(all.heads[course.id]).toBe(course.head)
      const same = await ada.get('sync', { body: { epoch: all.epoch, heads: all.heads } })
      expect(same).toEqual({ epoch: all.epoch, heads: {} })
      const { created_seq } = await say(ada, 'Hello')
      const moved = await ada.get('sync', { body: { epoch: all.epoch, heads: all.heads } })
      expect(moved.heads).toEqual({ [course.id]: created_seq })
      const anew = await ada.get('sync', { body: { epoch: 'another', heads: moved.heads } })
      expect(Object.keys(anew.heads).sort()).toEqual(Object.keys(all.heads).sort())
      expect((await ada.get('sync', { body: { heads: { ...all.heads, [course.id]: 0 } } })).heads).toEqual({
        [course.id]: created_seq,
      })
    },
    'carries the frames of a polled connection': async ({ ada, ben, course, say }) => {
      const { epoch, heads } = await ada.get('sync', { body: { heads: {} } })
      const open = await ada.get('sync', { body: { epoch, heads, connection: 'new', wait_ms: 0 } })
      expect(open.frames?.flat()[0]).toMatchObject({ type: 'hello', epoch })
      const connection = open.connection_id ?? ''
      const { created_seq } = await say(ben, 'Hello')
      const next = await ada.get('sync', { body: { epoch, heads, connection, wait_ms: 20_000 } })
      expect(next.heads).toEqual({ [course.id]: created_seq })
      expect(next.frames?.flat()).toContainEqual({
        type: 'head',
        conversation_id: course.id,
        seq: created_seq,
      })
      const body = { epoch, heads, connection: UNKNOWN_ID }
      const lost = await ada.send('sync', { body })
      expect(lost.status).toBe(404)
    },
  },
  getEvents: {
    'greets, then carries the frames of the socket': async (room) => {
      const { ada, ben, course, say } = room
      const events = await readEvents(ada)
      expect(await events.next()).toMatchObject({ type: 'hello', user: { id: ada.id } })
      const { created_seq: seq } = await say(ben, 'Hello')
      expect(await events.next('head')).toEqual({ type: 'head', conversation_id: course.id, seq })
      events.close()
    },
  },
  postFrame: {
    'says on a stream what the socket takes': async ({ ada, ben, course, say }) => {
      const events = await readEvents(ada)
      const hello = await events.next()
      if (hello.type !== 'hello') throw new Error('It greets first')
      const params = { id: hello.connection_id }
      const body = { type: 'watch' as const, conversation_ids: [course.id] }
      expect((await ada.ask('postFrame', { params, body })).status).toBe(204)
      const message = await say(ben, 'Hello')
      expect(await events.next('changes')).toMatchObject({ conversation_id: course.id, messages: [message] })
      events.close()
      expect((await ada.refused('postFrame', { params: { id: UNKNOWN_ID }, body })).code).toBe('not_found')
    },
  },
}
