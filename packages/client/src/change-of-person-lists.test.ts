// Late answers about the lists that belong to one person: whoever signs in next has nothing of them.
import { expect, test } from 'vitest'
import type { Chat } from './chat.ts'
import { deferred } from './core/deferred.ts'
import type { Http } from './http/http.ts'
import { SavedStore } from './conversation/saved.ts'
import { atWork, begin, held, prepareRoom, room, untilHeld } from './change-of-person.contract.ts'

prepareRoom()

const ben = () => ({ id: room.ben.id, name: 'Ben', role: 'student' as const })
const blocked = (chat: Chat) => chat.blocks.state.get().ids.size

interface Late {
  call: RegExp
  before?: (chat: Chat) => Promise<unknown>
  act: (chat: Chat) => Promise<unknown>
  /** What the next person must not have. */
  seen: (chat: Chat) => unknown
  without: unknown
}

const LATE: Record<string, Late> = {
  'a block': {
    call: /^put .*\/blocks\//,
    act: (chat) => chat.blocks.block(ben()),
    seen: blocked,
    without: 0,
  },
  'the end of a block': {
    call: /^delete .*\/blocks\//,
    // Chloe has blocked Ben, too.
    before: async (chat) => {
      const chloe = await room.join(room.chloe)
      await chloe.blocks.block(ben())
      chloe.close()
      await chat.blocks.block(ben())
    },
    act: (chat) => chat.blocks.unblock(room.ben.id),
    seen: blocked,
    without: 1,
  },
  'the list of blocks': {
    call: /^get .*\/blocks$/,
    before: (chat) => chat.blocks.block(ben()),
    act: (chat) => chat.blocks.refresh(),
    seen: blocked,
    without: 0,
  },
  'the number of reports': {
    call: /^get \/reports/,
    before: async (chat) => {
      const input = { id: crypto.randomUUID(), content: 'rude' }
      const [rude] = room.course.post(room.ben, input, room.server.time).messages
      const student = await room.join(room.chloe)
      await student.reports.send({ message_id: rude!.id, reason: 'It is rude.' })
      student.close()
      await room.clock.advance(100)
      expect(chat.reports.open.get()).toBe(1)
    },
    act: (chat) => chat.reports.list(),
    seen: (chat) => chat.reports.open.get(),
    without: 0,
  },
}

test.each(Object.keys(LATE))('%s comes after the next person has signed in', async (name) => {
  const { call, before, act, seen, without } = LATE[name]!
  const chat = await atWork()
  await before?.(chat)
  await room.clock.advance(500)
  held.next(call)
  begin(act(chat))
  await untilHeld()
  expect(held.isHeld).toBe(true)
  begin(chat.session.signOut())
  await room.clock.advance(100)
  await chat.session.signIn(room.chloe.email, 'secret')
  await room.clock.advance(500)
  held.release()
  await room.clock.advance(500)
  expect(chat.session.state.get()).toMatchObject({ user: { id: room.chloe.id } })
  expect(seen(chat)).toEqual(without)
})

test('a link to a file comes after the next person has signed in', async () => {
  const chat = await atWork()
  const [file] = [...room.server.attachments.files.values()].map(({ attachment }) => attachment.id)
  held.next(/^post .*\/attachments\/links/)
  begin(chat.attachments.load(file ?? ''))
  await untilHeld()
  expect(held.isHeld).toBe(true)
  begin(chat.session.signOut())
  await room.clock.advance(100)
  await chat.session.signIn(room.chloe.email, 'secret')
  held.release()
  await room.clock.advance(500)
  expect(chat.attachments.url(file ?? '')).toBeUndefined()
})

test('a refusal to take a message off the saved ones comes after the next person has signed in', async () => {
  const answers = [
    Promise.resolve(),
    Promise.resolve({ saved: [{ message: { id: 'm1' } }], next_cursor: null }),
  ] as Promise<unknown>[]
  const late = deferred<unknown>()
  const saved = new SavedStore({ call: () => answers.shift() ?? late.promise } as unknown as Http)
  await saved.set('m1', true)
  const removing = saved.set('m1', false)
  saved.clear()
  late.reject(new Error('Refused'))
  await expect(removing).rejects.toThrow('Refused')
  expect(saved.state.get()).toMatchObject({ status: 'unknown', items: [] })
  expect([...saved.state.get().ids]).toEqual([])
})
