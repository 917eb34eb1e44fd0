import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, LIMITS, type Conversation, type Message } from '@lectern/protocol'
import { ManualClock } from '../../testing/manual-clock.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { directTalk } from '../../testing/direct-talk.ts'
import { editMessage } from './messages.ts'
import { sendMessage } from './send.ts'
import { parseTimestamp } from '../../platform/clock.ts'
import { mintId } from '../../platform/ids.ts'
import { updateReactions } from '../../records/messages.ts'
import type { StoredMessage } from '../../records/stored.ts'
import type { Person } from '../../testing/people.ts'

const clock = new ManualClock()
let server: TestServer
let talk: Conversation

beforeAll(async () => {
  server = await createTestServer({ clock })
  talk = await directTalk(server)
})
afterAll(() => server.close())

const send = (person: Person, body: { id?: string; content: string; reply_to_id?: string }, id = talk.id) => {
  clock.advance(1_000)
  return server.as(person).ask(endpoints.sendMessage, { params: { id }, body })
}

const said = async (person: Person, content: string): Promise<Message> =>
  onlyMessage((await send(person, { content })).body.window)

const onlyMessage = <M>(window: { messages: M[] }): M => {
  expect(window.messages).toHaveLength(1)
  return window.messages[0]!
}

const edit = (person: Person, { id }: Message, content: string) =>
  server
    .as(person)
    .call(endpoints.editMessage, { params: { id: talk.id, message_id: id }, body: { content } })

const remove = (person: Person, { id }: Message) =>
  server.as(person).call(endpoints.deleteMessage, { params: { id: talk.id, message_id: id } })

const react = (person: Person, { id }: Message, emoji: string) =>
  server.as(person).call(endpoints.addReaction, { params: { id: talk.id, message_id: id, emoji } })

const unreact = (person: Person, { id }: Message, emoji: string) =>
  server.as(person).call(endpoints.removeReaction, { params: { id: talk.id, message_id: id, emoji } })

const refusedWith = (code: string, more: object = {}) => ({ problem: { code, ...more } })

describe('send', () => {
  it('returns 201 with the window of the one change', async () => {
    const { ben } = server.people
    const { status, body } = await send(ben, { content: 'What is a derivative? 🤔 مرحبا' })
    expect(status).toBe(201)
    const message = onlyMessage(body.window)
    expect(message).toMatchObject({
      content: 'What is a derivative? 🤔 مرحبا',
      sender_id: ben.user_id,
      sender: 'Ben',
      sender_role: 'student',
      kind: 'text',
      state: 'done',
      created_seq: body.window.to,
      changed_seq: body.window.to,
    })
    expect(body.window.from).toBe(body.window.to - 1)
  })

  it('MS2 answers a repeat with the stored row and 200, also after an edit and a deletion', async () => {
    const { ben } = server.people
    const input = { id: mintId(clock), content: 'once' }
    const first = await send(ben, input)
    const again = await send(ben, input)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(first.body)
    await edit(ben, onlyMessage(first.body.window), 'once, edited')
    const afterEdit = onlyMessage((await send(ben, input)).body.window)
    expect(afterEdit).toMatchObject({ content: 'once, edited', created_seq: first.body.window.to })
    await remove(ben, afterEdit)
    const tombstone = await send(ben, input)
    expect(tombstone.status).toBe(200)
    const { changed_seq, content, deleted_at } = onlyMessage(tombstone.body.window)
    expect({ content, gone: deleted_at !== undefined }).toEqual({ content: '', gone: true })
    expect(tombstone.body.window).toMatchObject({ from: changed_seq - 1, to: changed_seq })
  })

  it('MS2 refuses the id for other content, another author and another conversation', async () => {
    const { ada, ben, chloe } = server.people
    const input = { id: mintId(clock), content: 'mine' }
    await send(ben, input)
    const other = await server.as(ada).call(endpoints.createConversation, {
      body: { kind: 'group', member_ids: [ben.user_id, chloe.user_id] },
    })
    await expect(send(ben, { ...input, content: 'other' })).rejects.toMatchObject(refusedWith('conflict'))
    await expect(send(ada, input)).rejects.toMatchObject(refusedWith('conflict'))
    await expect(send(ben, input, other.id)).rejects.toMatchObject(refusedWith('conflict'))
  })

  it('MS4 numbers fifty at once without a gap', async () => {
    const { ada } = server.people
    const course = await server
      .as(ada)
      .call(endpoints.createConversation, { body: { kind: 'course', title: 'Physics', member_ids: [] } })
    const contents = Array.from({ length: 50 }, (_, index) => `message ${index}`)
    const answers = await Promise.all(
      contents.map((content) => {
        clock.advance(1_000)
        return sendMessage(server.ctx, ada, course.id, { content })
      }),
    )
    const seqs = answers.map(({ window }) => onlyMessage(window).created_seq).sort((a, b) => a - b)
    expect(seqs).toEqual(contents.map((_, index) => course.head + 1 + index))
  })

  it('takes a reply only to a message of the same conversation, and stores nothing of a refused one', async () => {
    const { ben } = server.people
    const target = await said(ben, 'a question')
    const reply = await send(ben, { content: 'a reply', reply_to_id: target.id })
    expect(onlyMessage(reply.body.window).reply_to_id).toBe(target.id)
    const id = mintId(clock)
    const stray = { id, content: 'stray', reply_to_id: mintId(clock) }
    await expect(send(ben, stray)).rejects.toMatchObject(refusedWith('invalid', { field: 'reply_to_id' }))
    expect((await send(ben, { id, content: 'stray' })).status).toBe(201)
  })

  it('names the wrong field', async () => {
    const { ben } = server.people
    const call = (body: object) =>
      server
        .as(ben)
        .call(endpoints.sendMessage, { params: { id: talk.id }, body: body as { content: string } })
    const id = mintId(clock)
    await expect(call({ content: ' \n ' })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'content' }),
    )
    await expect(call({ content: 'see', attachment_ids: [id] })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'attachment_ids.0' }),
    )
    await expect(
      call({ content: 'see', parts: [{ type: 'image', attachment_id: id, width: 1, height: 1 }] }),
    ).rejects.toMatchObject(refusedWith('invalid', { field: 'parts.0.attachment_id' }))
    await expect(call({ content: 'see', card: { type: 'topic', data: {} } })).rejects.toMatchObject(
      refusedWith('invalid', { field: 'card.data.title' }),
    )
  })

  it('looks to a stranger as if the conversation did not exist', async () => {
    await expect(send(server.people.chloe, { content: 'hi' })).rejects.toMatchObject(refusedWith('not_found'))
  })

  it('limits a flood, but never a repeat', async () => {
    const { chloe, ada } = server.people
    const { id } = await server
      .as(ada)
      .call(endpoints.createConversation, { body: { kind: 'group', member_ids: [chloe.user_id] } })
    const bodies = Array.from({ length: LIMITS.sends }, (_, index) => ({
      id: mintId(clock),
      content: `${index}`,
    }))
    const call = (body: { id: string; content: string }) =>
      server.as(chloe).ask(endpoints.sendMessage, { params: { id }, body })
    for (const body of bodies) expect((await call(body)).status).toBe(201)
    const hers = mintId(clock)
    await server.as(ada).ask(endpoints.sendMessage, { params: { id }, body: { id: hers, content: 'hers' } })
    await expect(call({ id: hers, content: 'hers' })).rejects.toMatchObject(refusedWith('rate_limited'))
    await expect(call({ id: mintId(clock), content: 'too much' })).rejects.toMatchObject(
      refusedWith('rate_limited', { retry_after_ms: LIMITS.send_window_ms / LIMITS.sends }),
    )
    for (const body of bodies) expect((await call(body)).status).toBe(200)
  })
})

describe('edit', () => {
  it('without a change returns every row of the change it names', async () => {
    const { ada, ben } = server.people
    const as = server.as(ada)
    const { id } = await as.call(endpoints.createConversation, { body: { kind: 'group', member_ids: [] } })
    const joining = await as.call(endpoints.addMembers, { params: { id }, body: { user_ids: [ben.user_id] } })
    const renaming = await as.call(endpoints.patchConversation, { params: { id }, body: { title: 'Study' } })
    for (const { window } of [joining, renaming]) {
      const params = { id, message_id: onlyMessage(window).id, emoji: '👍' }
      expect((await as.call(endpoints.removeReaction, { params })).window).toEqual(window)
    }
  })

  it('keeps the earlier version, and does nothing for equal content', async () => {
    const { ben } = server.people
    const message = await said(ben, 'firts')
    const window = await edit(ben, message, 'first')
    const edited = onlyMessage(window.window)
    expect(edited).toMatchObject({
      content: 'first',
      created_seq: message.created_seq,
      changed_seq: window.window.to,
    })
    expect(edited.edited_at).toBeDefined()
    expect(await edit(ben, message, 'first')).toEqual(window)
    const kept = await server.ctx.db.read
      .selectFrom('message_edits')
      .select('content')
      .where('message_id', '=', message.id)
      .execute()
    expect(kept).toEqual([{ content: 'firts' }])
  })

  it('is open to a student for 15 minutes and to staff for ever', async () => {
    const { ada, ben } = server.people
    const students = await said(ben, 'old')
    const staffs = await said(ada, 'old')
    const editing = (viewer: Person, { id }: Message, content = 'new') =>
      editMessage(server.ctx, viewer, { id: talk.id, message_id: id }, { content })
    clock.advance(LIMITS.student_edit_ms - (clock.now() - parseTimestamp(students.timestamp)))
    expect(onlyMessage(await editing(ben, students, 'in time')).content).toBe('in time')
    clock.advance(1)
    await expect(editing(ben, students)).rejects.toMatchObject({ code: 'forbidden' })
    expect(onlyMessage(await editing(ada, staffs)).content).toBe('new')
    clock.advance(-LIMITS.student_edit_ms + 1_000)
  })

  it('is for the author alone, and not for deleted messages', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'mine')
    await expect(edit(ada, message, 'hers')).rejects.toMatchObject(refusedWith('forbidden'))
    await remove(ben, message)
    await expect(edit(ben, message, 'back')).rejects.toMatchObject(refusedWith('conflict'))
  })
})

describe('delete', () => {
  it('leaves a tombstone without text, reactions and earlier versions, once', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'a secret')
    await edit(ben, message, 'another secret')
    await react(ada, message, '👍')
    const window = await remove(ben, message)
    const tombstone = onlyMessage(window.window)
    expect(tombstone).toMatchObject({
      content: '',
      parts: [],
      reactions: [],
      created_seq: message.created_seq,
    })
    expect(tombstone.deleted_at).toBeDefined()
    expect(await remove(ben, message)).toEqual(window)
    const edits = await server.ctx.db.read
      .selectFrom('message_edits')
      .select('content')
      .where('message_id', '=', message.id)
      .execute()
    expect(edits).toEqual([])
  })

  it('is for the author and for staff', async () => {
    const { ada, ben } = server.people
    const hers = await said(ada, 'hers')
    await expect(remove(ben, hers)).rejects.toMatchObject(refusedWith('forbidden'))
    const his = await said(ben, 'his')
    expect(onlyMessage((await remove(ada, his)).window).deleted_at).toBeDefined()
  })
})

describe('react', () => {
  it('MS5 raises the clock only for a real change', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'what a day')
    const first = await react(ada, message, '🎉')
    expect(first.window.to).toBe(message.created_seq + 1)
    expect(await react(ada, message, '🎉')).toEqual(first)
    const second = await react(ben, message, '🎉')
    expect(onlyMessage(second.window).reactions).toEqual([
      { emoji: '🎉', user_ids: [ada.user_id, ben.user_id] },
    ])
    const third = await unreact(ada, message, '🎉')
    expect(onlyMessage(third.window).reactions).toEqual([{ emoji: '🎉', user_ids: [ben.user_id] }])
    expect(await unreact(ada, message, '🎉')).toEqual(third)
    expect(onlyMessage((await unreact(ben, message, '🎉')).window).reactions).toEqual([])
  })

  it('has one form of an emoji, also in rows from before', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'what a day')
    const old = [
      { emoji: '❤', user_ids: [ada.user_id] },
      { emoji: '🎉', user_ids: [ben.user_id] },
      { emoji: '❤\uFE0F', user_ids: [ben.user_id, ada.user_id] },
    ]
    await server.ctx.db.write(({ query }) =>
      updateReactions(query, { ...message, reactions: old } as StoredMessage),
    )
    const { window } = await unreact(ben, message, '❤')
    expect(onlyMessage(window).reactions).toEqual([
      { emoji: '❤\uFE0F', user_ids: [ada.user_id] },
      { emoji: '🎉', user_ids: [ben.user_id] },
    ])
  })

  it('names the limit of different emoji', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'busy')
    const emoji = Array.from({ length: LIMITS.reactions_per_message }, (_, i) =>
      String.fromCodePoint(0x1f600 + i),
    )
    for (const each of emoji) await react(ada, message, each)
    await expect(react(ada, message, '🎉')).rejects.toMatchObject(
      refusedWith('too_large', {
        limit: LIMITS.reactions_per_message,
        actual: LIMITS.reactions_per_message + 1,
      }),
    )
    expect(onlyMessage((await react(ben, message, emoji[0]!)).window).reactions).toHaveLength(emoji.length)
  })

  it('is not possible on a tombstone, nor on a message of another conversation', async () => {
    const { ada, ben } = server.people
    const message = await said(ben, 'gone')
    await remove(ben, message)
    await expect(react(ada, message, '🎉')).rejects.toMatchObject(refusedWith('conflict'))
    await expect(react(ada, { ...message, id: mintId(clock) }, '🎉')).rejects.toMatchObject(
      refusedWith('not_found'),
    )
  })
})
