// What staff write about an item goes to staff alone: it is in no student's answer, whatever they ask, in none of their frames,
// and in no message, search or export.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints, type Endpoint, type Message } from '@lectern/protocol'
import { findMessageIdsBy } from '../../records/messages.ts'
import { openClassroom, type Classroom } from '../../realtime/testing/classroom.ts'
import type { Person } from '../../testing/people.ts'

const SECRET = 'ill since Tuesday'
const TAG = 'careful please'

let room: Classroom
beforeAll(async () => {
  room = await openClassroom()
})
afterAll(() => room.close())

it('no door that is open to a student leads to a note, a tag, an owner or a canned answer', async () => {
  const { server, people } = room
  const { ada, ben, chloe } = people
  const talk = await room.talk(ada, { kind: 'course', title: 'Algebra' }, ben, chloe)
  const clients = await Promise.all([ben, chloe].map((student) => room.watching(student, talk)))
  const as = server.as(ada)
  const body = { content: 'Why?', question: true as const }
  const sent = await server.as(ben).ask(endpoints.sendMessage, { params: { id: talk.id }, body })
  const question = sent.body.window.messages[0] as Message
  const params = { id: talk.id, message_id: question.id }
  const note = await as.call(endpoints.addInboxNote, { params, body: { text: `Ben is ${SECRET}.` } })
  await as.call(endpoints.patchInboxItem, { params, body: { tags: [TAG] } })
  await as.call(endpoints.claimInboxItem, { params, body: {} })
  const canned_id = crypto.randomUUID()
  await as.call(endpoints.putCannedAnswer, {
    params: { id: canned_id },
    body: { scope: 'conversation', conversation_id: talk.id, title: SECRET, text: SECRET },
  })
  // The control: staff do read it.
  expect(JSON.stringify(await as.call(endpoints.listInboxNotes, { params }))).toContain(SECRET)
  await room.say(ada, talk, 'A last word.')

  const heard: string[] = []
  for (const student of [ben, chloe])
    for (const endpoint of Object.values(endpoints) as Endpoint[]) {
      if (endpoint.method !== 'get' || endpoint.guard !== 'bearer') continue
      const id = endpoint.path.startsWith('/canned-answers') ? canned_id : talk.id
      const path = endpoint.path
        .replace(':message_id', question.id)
        .replace(':note_id', note.id)
        .replace(':id', id)
      // A stream without an end; its frames are those of the socket.
      if (path.includes(':') || path === '/events') continue
      for (const search of ['', '?q=ill', '?q=careful', `?conversation_id=${talk.id}`, '?since=0'])
        heard.push(await (await ask(student, path + search)).text())
    }
  for (const client of clients) {
    await client.until(() => client.ofType('changes').length > 0)
    heard.push(JSON.stringify(client.frames))
  }
  for (const text of heard) {
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain(TAG)
  }
  expect(heard.some((text) => text.includes('Why?'))).toBe(true)
  // Nobody but staff is told that there is something to tell.
  for (const client of clients) expect(client.ofType('news')).toEqual([])
  expect(await findMessageIdsBy(server.ctx.db.read, ada.user_id)).not.toContain(note.id)
})

const ask = (person: Person, path: string): Promise<Response> =>
  room.server.request(path, { headers: { authorization: `Bearer ${person.access_token}` } })
