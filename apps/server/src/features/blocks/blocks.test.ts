import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type Conversation, type Window } from '@lectern/protocol'
import { findAudit } from '../../records/audit.ts'
import { SocketClient } from '../../realtime/testing/socket-client.ts'
import { openClassroom, type Classroom } from '../../realtime/testing/classroom.ts'
import type { TestServer } from '../../testing/create-test-server.ts'
import type { CallInput } from '../../testing/caller.ts'
import type { Person } from '../../testing/people.ts'
import type { AnyEndpoint } from '../route.ts'

let room: Classroom
let server: TestServer
let ada: Person
let ben: Person
let chloe: Person
beforeEach(async () => {
  room = await openClassroom()
  server = room.server
  ;({ ada, ben, chloe } = room.people)
})
afterEach(() => room.close())

/** The answer, whatever its status. */
const ask = async <E extends AnyEndpoint>(
  person: Person,
  endpoint: E,
  input: CallInput<E> = {},
): Promise<{ status: number; body: unknown }> => {
  const response = await server.as(person).send(endpoint, input)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

const direct = () => room.talk(ada, { kind: 'direct' }, ben)

const idsFor = async (person: Person): Promise<string[]> => {
  const { body } = await ask(person, endpoints.listConversations, {})
  return (body as { conversations: Conversation[] }).conversations.map(({ id }) => id)
}

const block = (person: Person, { user_id }: Person) =>
  ask(person, endpoints.blockUser, { params: { user_id } })

const unblock = (person: Person, { user_id }: Person) =>
  ask(person, endpoints.unblockUser, { params: { user_id } })

const nothingOf = (client: SocketClient, { id }: Conversation) =>
  expect(client.texts.filter((text) => text.includes(id))).toEqual([])

describe('S13 hiding a direct conversation', () => {
  it('S13 takes it off the own list until the other person writes, who is not told', async () => {
    const talk = await direct()
    await room.say(ben, talk, 'hello')
    const before = (await ask(ben, endpoints.getConversation, { params: { id: talk.id } })).body
    const window = await room.watching(ben, talk)
    window.forget()
    const hidden = await ask(ada, endpoints.hideConversation, { params: { id: talk.id } })
    expect(hidden.status).toBe(204)
    expect(await idsFor(ada)).toEqual([])
    expect((await ask(ada, endpoints.getConversation, { params: { id: talk.id } })).status).toBe(404)
    await window.settled()
    expect(window.texts.join()).not.toMatch(/left_at|parting/)
    const after = (await ask(ben, endpoints.getConversation, { params: { id: talk.id } })).body
    expect(after).toEqual({ ...(before as Conversation), head: 3 })
    const ofAll = await ask(ben, endpoints.getChanges, { params: { id: talk.id }, query: { since: 0 } })
    expect(JSON.stringify(ofAll.body)).not.toContain('left_at')
    await room.say(ben, talk, 'are you there?')
    expect(await idsFor(ada)).toEqual([talk.id])
    const { body } = await ask(ada, endpoints.getConversation, { params: { id: talk.id } })
    expect(body).toMatchObject({ unread: 2 })
  })

  it('S13 ends its delivery to all devices at once, and begins it again', async () => {
    const talk = await direct()
    const device = await room.watching(ada, talk)
    device.forget()
    await ask(ada, endpoints.hideConversation, { params: { id: talk.id } })
    const [last] = (await device.first('changes'), device.ofType('changes')) as unknown as Window[]
    expect(last?.members).toMatchObject([{ user_id: ada.user_id, left_at: expect.any(String) }])
    device.forget()
    await room.say(ben, talk, 'again')
    await device.until(() => device.texts.some((text) => text.includes('again') || text.includes('"head"')))
  })

  it('S13 is undone by starting it again', async () => {
    const talk = await direct()
    await ask(ada, endpoints.hideConversation, { params: { id: talk.id } })
    const again = await direct()
    expect(again.id).toBe(talk.id)
    expect(await idsFor(ada)).toEqual([talk.id])
  })

  it('S13 is not for groups and courses', async () => {
    const talk = await room.talk(ada, {}, ben)
    expect((await ask(ada, endpoints.hideConversation, { params: { id: talk.id } })).status).toBe(409)
  })
})

describe('S13 a block', () => {
  it('S13 ends direct messages of that person without telling them, and comes off again', async () => {
    const talk = await direct()
    const device = await room.watching(ada, talk)
    expect((await block(ada, ben)).status).toBe(204)
    await device.settled()
    device.forget()
    await room.say(ben, talk, 'do you read this?')
    await device.settled()
    nothingOf(device, talk)
    expect(await idsFor(ada)).toEqual([])
    expect(await idsFor(ben)).toEqual([talk.id])
    const later = await room.connect(ada)
    nothingOf(later, talk)
    expect((await unblock(ada, ben)).status).toBe(204)
    expect(await idsFor(ada)).toEqual([talk.id])
    expect((await ask(ada, endpoints.getConversation, { params: { id: talk.id } })).body).toMatchObject({
      unread: 1,
    })
  })

  it('S13 keeps both apart: neither finds nor adds the other, and no conversation begins', async () => {
    await block(ada, ben)
    // Ben meets Ada nowhere: for him there is no such person. Ada's list of blocks names Ben.
    for (const [person, other, status] of [[ben, ada, 400] as const, [ada, ben, 403] as const]) {
      expect(JSON.stringify((await ask(person, endpoints.listUsers, {})).body)).not.toContain(other.user_id)
      for (const kind of ['direct', 'group'] as const)
        expect(
          (await ask(person, endpoints.createConversation, { body: { kind, member_ids: [other.user_id] } }))
            .status,
        ).toBe(status)
    }
  })

  it('S13 does not let a blocked conversation come back by starting it again', async () => {
    const talk = await direct()
    await block(ada, ben)
    const again = await ask(ada, endpoints.createConversation, {
      body: { kind: 'direct', member_ids: [ben.user_id] },
    })
    expect(again.status).toBe(403)
    const his = await ask(ben, endpoints.createConversation, {
      body: { kind: 'direct', member_ids: [ada.user_id] },
    })
    expect(his).toMatchObject({ status: 200, body: { id: talk.id } })
    expect(await idsFor(ada)).toEqual([])
  })

  it('S13 is listed for whoever made it, in the audit, and not possible against the assistant or oneself', async () => {
    await block(ada, ben)
    await block(ada, ben)
    room.clock.advance(1_000)
    await block(ada, chloe)
    const { body } = await ask(ada, endpoints.listBlocks, {})
    expect(body).toMatchObject({ blocks: [{ user: { name: 'Chloe' } }, { user: { name: 'Ben' } }] })
    expect((await ask(ben, endpoints.listBlocks, {})).body).toMatchObject({ blocks: [] })
    const entries = await findAudit(server.ctx.db.read, { kind: 'person_blocked', limit: 10 })
    expect(entries.map(({ actor_id, user_id }) => [actor_id, user_id])).toEqual([
      [ada.user_id, chloe.user_id],
      [ada.user_id, ben.user_id],
    ])
    expect((await block(ada, ada)).status).toBe(403)
  })
})
