import type { Window } from '@lectern/protocol'
import { beforeEach, expect, test, vi } from 'vitest'
import { examples } from '@lectern/protocol/spec'
import { Http } from '../http/http.ts'
import { Emitter } from '../core/emitter.ts'
import { Outbox, type OutboxEvents } from './outbox.ts'
import type { OutboxItem } from './outbox-item.ts'
import { SteadyStorage } from '../core/steady-storage.ts'
import { MemoryStorage, type ClientStorage } from '../core/storage.ts'
import { HeldAnswer, HeldStorage, ManualClock } from '../testing/index.ts'

const HERE = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd1'
const ITS_MESSAGE = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd3'
const THERE = '01a1ee56-5e96-7ae6-8c01-6b3bfe548dd2'

interface Posted {
  conversation_id: string
  id: string
  content: string
}

let clock: ManualClock
let storage: MemoryStorage
let posted: Posted[]
let bodies: Record<string, unknown>[]
let answers: ((posted: Posted) => unknown)[]
let received: Window[]
let user_id: string
let epoch: string
let outbox: Outbox

const refuse =
  (code: string, retry: string, fields: object = {}) =>
  () =>
    Response.json(
      { type: 'x', title: 'T', status: 400, detail: 'Because.', code, retry, request_id: 'r', ...fields },
      { status: 400 },
    )
const lose = () => {
  throw new TypeError('lost')
}
const store = ({ conversation_id, id, content }: Posted) => ({
  window: {
    conversation_id,
    from: 1,
    to: 2,
    members: [],
    messages: [
      {
        ...{
          id,
          conversation_id,
          content,
          sender_id: HERE,
          sender: 'Ada',
          sender_role: 'instructor',
          kind: 'text',
        },
        ...{ state: 'done', parts: [], reactions: [], created_seq: 2, changed_seq: 2 },
        timestamp: '2026-11-23T14:02:00.000Z',
      },
    ],
  },
})

const create = (device: ClientStorage = storage): Outbox => {
  const fetcher = (async (url: string, init: RequestInit) => {
    // A deletion has no body; its id is in the path.
    const body = JSON.parse(String(init.body ?? `{"id":"${url.split('/')[6]}"}`)) as Posted
    const { id, content } = body
    bodies.push({ ...body })
    const post = { conversation_id: url.split('/')[4] ?? '', id, content }
    posted.push(post)
    const answer = await (answers.shift() ?? store)(post)
    return answer instanceof Response ? answer : Response.json(answer, { status: 201 })
  }) as typeof fetch
  const http = new Http({ apiUrl: 'http://fake', clock, fetch: fetcher, cookies: false })
  const tokens = { token: async () => 't', renew: async () => 't' }
  http.useTokens({ ...tokens, get user_id() { return user_id } }) // prettier-ignore
  return new Outbox({
    http,
    clock,
    random: () => 0,
    storage: device,
    log: {
      get epoch() {
        return epoch
      },
      receiver: () => (window) => received.push(window) > 0,
    },
    events: new Emitter<OutboxEvents>(),
  })
}
const contents = () => posted.map(({ content }) => content)
const statuses = () => outbox.of(HERE).map(({ status }) => status)
const add = (content: string, conversation_id = HERE) => outbox.add(conversation_id, { content })

beforeEach(async () => {
  clock = new ManualClock()
  storage = new MemoryStorage()
  posted = []
  bodies = []
  answers = []
  received = []
  user_id = 'ada'
  epoch = 'a'
  outbox = create()
  await outbox.load('ada')
  outbox.setOnline(true)
})

test('shows sending in the same moment, and passes the answer to sync', async () => {
  const id = add('one')
  expect(statuses()).toEqual(['sending'])
  expect(outbox.state.get()).toMatchObject({ pending: 1 })
  await clock.advance(0)
  expect(statuses()).toEqual(['acknowledged'])
  expect(received.map(({ messages }) => messages[0]?.id)).toEqual([id])
  expect(outbox.state.get()).toMatchObject({ pending: 0 })
})

test('MS1 sends one at a time in order, and conversations do not wait for each other', async () => {
  let answer: (value: unknown) => void = () => {}
  answers = [() => new Promise((resolve) => (answer = resolve))]
  add('one')
  add('two')
  add('elsewhere', THERE)
  await clock.advance(1_000)
  expect(contents()).toEqual(['one', 'elsewhere'])
  answer(store(posted[0] as Posted))
  await clock.advance(0)
  expect(contents()).toEqual(['one', 'elsewhere', 'two'])
})

test('MS2 a lost answer is followed by the same id again, before any later message', async () => {
  answers = [lose, lose]
  const id = add('one')
  add('two')
  await clock.advance(5_000)
  expect(contents()).toEqual(['one', 'one', 'one', 'two'])
  expect(new Set(posted.slice(0, 3).map((post) => post.id))).toEqual(new Set([id]))
})

test('a permanent refusal fails with its reason, the text is kept, later ones go on', async () => {
  answers = [refuse('rejected', 'never')]
  const id = add('rude')
  add('polite')
  await clock.advance(0)
  const failed = outbox.of(HERE)[0]
  expect(failed).toMatchObject({ id, status: 'failed', body: { content: 'rude' } })
  expect(failed?.failure).toEqual({ code: 'rejected', reason: 'Because.', retryable: false })
  expect(contents()).toEqual(['rude', 'polite'])
})

test('a failed message can be tried again in its place, or discarded', async () => {
  answers = [refuse('forbidden', 'never'), refuse('forbidden', 'never')]
  const [one, two] = [add('one'), add('two')]
  await clock.advance(0)
  expect(outbox.of(HERE).map(({ failure }) => failure?.retryable)).toEqual([true, true])
  outbox.retry(one)
  await clock.advance(0)
  outbox.discard(two)
  expect(outbox.of(HERE).map(({ id, status }) => [id, status])).toEqual([[one, 'acknowledged']])
  await clock.advance(0)
  expect(await storage.list('outbox', 'ada/')).toHaveLength(1)
})

const onTheWay = (status: number) => () =>
  new Response('<html>413 Request Entity Too Large', { status, headers: { 'content-type': 'text/html' } })

test.each([400, 403, 404, 413])(
  'S19 a %i of something on the way is told after three refusals, and tried on',
  async (status) => {
    answers = [onTheWay(status), onTheWay(status), onTheWay(status), onTheWay(status)]
    add('one')
    add('two')
    await clock.advance(599)
    expect(outbox.of(HERE).map(({ failure }) => failure)).toEqual([undefined, undefined])
    await clock.advance(1)
    expect(outbox.of(HERE)[0]).toMatchObject({ failure: { code: 'blocked', status, retryable: true } })
    expect(outbox.of(HERE)[0]?.status).not.toBe('failed')
    expect(contents()).not.toContain('two')
    await clock.advance(60_000)
    expect(statuses()).toEqual(['acknowledged', 'acknowledged'])
    expect(outbox.of(HERE)[0]?.failure).toBeUndefined()
  },
)

test('S19 its author lets later messages pass, and sends it again after them', async () => {
  answers = [onTheWay(413), onTheWay(413), onTheWay(413)]
  const one = add('one')
  add('two')
  await clock.advance(650)
  outbox.setAside(one)
  await clock.advance(0)
  expect(statuses()).toEqual(['failed', 'acknowledged'])
  outbox.retry(one)
  await clock.advance(0)
  expect(statuses()).toEqual(['acknowledged', 'acknowledged'])
  expect(contents().slice(-2)).toEqual(['two', 'one'])
})

test('S19 a discarded message does not hold up those after it', async () => {
  answers = [onTheWay(413), onTheWay(413), onTheWay(413)]
  const one = add('one')
  add('two')
  await clock.advance(650)
  outbox.discard(one)
  await clock.advance(1_000)
  expect(outbox.of(HERE).map(({ id, status }) => [id === one, status])).toEqual([[false, 'acknowledged']])
})

test.each([401, 407, 429, 502])('S19 a %i passes by itself and is not told', async (status) => {
  answers = Array.from({ length: 5 }, () => onTheWay(status))
  add('one')
  await clock.advance(1_100)
  expect(contents().length).toBeGreaterThan(3)
  expect(outbox.of(HERE)[0]?.failure).toBeUndefined()
})

test('waits silently for a rate limit', async () => {
  answers = [refuse('rate_limited', 'later', { retry_after_ms: 7_000 })]
  add('one')
  await clock.advance(6_999)
  expect(statuses()).toEqual(['queued'])
  await clock.advance(1)
  expect(statuses()).toEqual(['acknowledged'])
})

test('S13 a used-up budget of the person holds up each conversation, loses nothing and keeps the order', async () => {
  const used = refuse('rate_limited', 'later', { retry_after_ms: 7_000 })
  answers = [used, used, used]
  add('one')
  add('two')
  add('elsewhere', THERE)
  await clock.advance(60_000)
  const ours = contents().filter((content) => content !== 'elsewhere')
  expect(ours.slice(-2)).toEqual(['one', 'two'])
  expect(statuses()).toEqual(['acknowledged', 'acknowledged'])
  expect(outbox.of(THERE).map(({ status }) => status)).toEqual(['acknowledged'])
})

test('messages wait while offline, and go when the connection is live', async () => {
  outbox.setOnline(false)
  add('one')
  add('two')
  await clock.advance(200)
  expect(contents()).toEqual([])
  expect(statuses()).toEqual(['queued', 'queued'])
  outbox.setOnline(true)
  await clock.advance(0)
  expect(contents()).toEqual(['one', 'two'])
})

test('with only the socket blocked they go nevertheless, a little later', async () => {
  outbox.setOnline(false)
  add('one')
  await clock.advance(20_000)
  expect(contents()).toEqual(['one'])
})

test('after a reload unacknowledged messages are sent, in order, before newer ones', async () => {
  answers = [lose]
  add('one')
  add('two')
  await clock.advance(0)
  outbox.unload()
  outbox = create()
  outbox.setOnline(true)
  const loading = outbox.load('ada')
  add('three')
  await loading
  await clock.advance(0)
  expect(contents()).toEqual(['one', 'one', 'two', 'three'])
})

test('S17 unsent messages in a storage that is silent are sent when it answers', async () => {
  outbox.setOnline(false)
  add('before')
  await clock.advance(0)
  outbox.unload()
  const held = new HeldAnswer()
  const device = new HeldStorage(held)
  for (const item of await storage.list<OutboxItem>('outbox', 'ada/'))
    await device.put('outbox', `ada/${item.id}`, item)
  const steady = new SteadyStorage(device, clock)
  held.next(/^list outbox/)
  outbox = create(steady)
  outbox.setOnline(true)
  const loading = outbox.load('ada')
  await clock.advance(4_000)
  await loading
  add('meanwhile')
  await clock.advance(0)
  expect(contents()).toEqual(['meanwhile'])
  held.release()
  await clock.advance(10)
  expect(contents()).toEqual(['meanwhile', 'before'])
})

test('unloading cancels the next attempt', async () => {
  answers = [lose]
  add('one')
  await clock.advance(0)
  expect(clock.timers).toBe(1)
  outbox.unload()
  expect(clock.timers).toBe(0)
})

test('messages of one user are never sent by another', async () => {
  outbox.setOnline(false)
  add("Ada's")
  await clock.advance(0)
  user_id = 'ben'
  await outbox.load('ben')
  outbox.setOnline(true)
  await clock.advance(60_000)
  expect(contents()).toEqual([])
  user_id = 'ada'
  await outbox.load('ada')
  await clock.advance(0)
  expect(contents()).toEqual(["Ada's"])
})

test('also not when the other signs in while a message waits for its token', async () => {
  add('one')
  user_id = 'ben'
  await clock.advance(0)
  expect(contents()).toEqual([])
  expect(statuses()).toEqual(['queued'])
})

test('a copy that came over the socket ends the sending', async () => {
  answers = [lose]
  const id = add('one')
  await clock.advance(0)
  outbox.confirm(store({ conversation_id: HERE, id, content: 'one' }).window.messages as never)
  await clock.advance(60_000)
  expect(contents()).toEqual(['one'])
  expect(outbox.state.get()).toMatchObject({ pending: 0 })
})

test('messages acknowledged in the last 10 minutes are sent again to an older log, with the same id', async () => {
  add('old')
  await clock.advance(300_000)
  const id = add('young')
  await clock.advance(300_000)
  epoch = 'b'
  outbox.resubmit()
  await clock.advance(0)
  expect(contents()).toEqual(['old', 'young', 'young'])
  expect(posted[2]?.id).toBe(id)
  await clock.advance(600_000)
  expect(await storage.list('outbox', 'ada/')).toEqual([])
})

test('a failing storage does not keep a message from being sent', async () => {
  vi.spyOn(storage, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
  add('one')
  await clock.advance(0)
  expect(statuses()).toEqual(['acknowledged'])
})

test('a message that was not on the wire yet is rewritten and sent in its new form', async () => {
  outbox.setOnline(false)
  const id = add('teh')
  expect(outbox.edit(id, 'the')).toBe(true)
  outbox.setOnline(true)
  await clock.advance(0)
  expect(posted).toEqual([{ conversation_id: HERE, id, content: 'the' }])
  expect(outbox.edit(id, 'too late')).toBe(false)
})

test('a message that may have arrived keeps its content on the wire and is edited after arrival', async () => {
  const edited = (post: Posted) => store({ ...post, id })
  answers = [lose, store, edited]
  const id = add('teh')
  await clock.advance(0)
  outbox.edit(id, 'the')
  expect(outbox.of(HERE)[0]).toMatchObject({ status: 'queued', edit: 'the', body: { content: 'teh' } })
  await clock.advance(5_000)
  expect(contents()).toEqual(['teh', 'teh', 'the'])
  expect(posted[2]?.id).toBeUndefined()
  expect(outbox.of(HERE)[0]).not.toHaveProperty('edit')
})

test('a message taken back before sending is gone', async () => {
  outbox.setOnline(false)
  const id = add('oops')
  expect(outbox.takeBack(id)).toBe(true)
  outbox.setOnline(true)
  await clock.advance(60_000)
  expect(posted).toEqual([])
  expect(outbox.takeBack(id)).toBe(false)
})

const gone = ({ id, conversation_id }: Posted) => {
  const { window } = store({ id, conversation_id, content: '' })
  const messages = window.messages.map((row) => ({ ...row, deleted_at: '2026-11-23T14:03:00.000Z' }))
  return { window: { ...window, messages } }
}

test('a message taken back after arrival is deleted, however often that fails at first', async () => {
  const id = add('oops')
  await clock.advance(0)
  answers = [lose, gone]
  expect(outbox.takeBack(id)).toBe(true)
  await clock.advance(60_000)
  expect(contents()).toEqual(['oops', undefined, undefined])
  expect(outbox.of(HERE)).toEqual([])
})

test('a message taken back is deleted even if that fails for longer than it is kept', async () => {
  const id = add('oops')
  await clock.advance(0)
  const later = refuse('unavailable', 'later', { retry_after_ms: 6 * 60_000 })
  answers = [later, later, later, gone]
  outbox.takeBack(id)
  await clock.advance(17 * 60_000)
  expect(posted).toHaveLength(4)
  await clock.advance(3 * 60_000)
  expect(contents()).toEqual(['oops', undefined, undefined, undefined, undefined])
  expect(outbox.of(HERE)).toEqual([])
})

test('a message taken back on its way arrives and is deleted, before the next is sent', async () => {
  let arrive = (_: unknown) => {}
  answers = [() => new Promise((resolve) => (arrive = resolve)), gone]
  const id = add('oops')
  await clock.advance(0)
  expect(outbox.takeBack(id)).toBe(true)
  expect(outbox.of(HERE)[0]).toMatchObject({ status: 'sending', undone: true })
  expect(outbox.state.get().pending).toBe(0)
  add('better')
  arrive(store({ conversation_id: HERE, id, content: 'oops' }))
  await clock.advance(0)
  expect(posted.map((post) => [post.id === id, post.content])).toEqual([
    [true, 'oops'],
    [true, undefined],
    [false, 'better'],
  ])
  expect(outbox.of(HERE).map((item) => item.body.content)).toEqual(['better'])
})

test('a message taken back that may have arrived is deleted for sure, through a reload', async () => {
  answers = [lose]
  const id = add('oops')
  await clock.advance(0)
  outbox.takeBack(id)
  outbox.unload()
  outbox = create()
  answers = [store, lose, gone]
  await outbox.load('ada')
  outbox.setOnline(true)
  await clock.advance(60_000)
  expect(contents()).toEqual(['oops', 'oops', undefined, undefined])
  expect(outbox.of(HERE)).toEqual([])
})

test('a message taken back and then refused is gone without an error', async () => {
  answers = [lose, refuse('forbidden', 'never')]
  const id = add('oops')
  await clock.advance(0)
  outbox.takeBack(id)
  await clock.advance(60_000)
  expect(outbox.of(HERE)).toEqual([])
})

test('a refused text can be rewritten and keeps its place and id', async () => {
  answers = [refuse('rejected', 'never')]
  const id = add('rude')
  add('later')
  await clock.advance(0)
  outbox.edit(id, 'polite')
  await clock.advance(0)
  expect(posted.map((post) => [post.id === id, post.content])).toEqual([
    [true, 'rude'],
    [false, 'later'],
    [true, 'polite'],
  ])
  expect(outbox.of(HERE).map((item) => item.id === id)).toEqual([true, false])
})

test('a message older than a day asks first, and delays no other', async () => {
  outbox.setOnline(false)
  const [old, older] = [add('old'), add('older')]
  clock.jump(24 * 3_600_000)
  outbox.setOnline(true)
  add('new')
  await clock.advance(0)
  expect(contents()).toEqual(['new'])
  expect(outbox.state.get()).toEqual({ pending: 0, held: 2, failed: 0, changes: 0 })
  outbox.unload()
  outbox = create()
  outbox.setOnline(true)
  await outbox.load('ada')
  await clock.advance(60_000)
  expect(contents()).toEqual(['new'])
  outbox.retry(old)
  outbox.discard(older)
  await clock.advance(0)
  expect(contents()).toEqual(['new', 'old'])
  expect(outbox.state.get()).toEqual({ pending: 0, held: 0, failed: 0, changes: 0 })
})

test('a message deleted after sending does not come back with an older log', async () => {
  const id = add('regretted')
  await clock.advance(0)
  const [message] = store({ conversation_id: HERE, id, content: '' }).window.messages
  outbox.confirm([{ ...message, deleted_at: '2026-11-23T14:03:00.000Z' }] as never)
  epoch = 'b'
  outbox.resubmit()
  await clock.advance(60_000)
  expect(contents()).toEqual(['regretted'])
})

test('an answer from a log replaced meanwhile does not count for the new one', async () => {
  answers.push((post) => {
    epoch = 'b'
    return store(post)
  })
  const id = add('once more')
  await clock.advance(0)
  expect(posted.map((post) => post.id)).toEqual([id, id])
  expect(outbox.of(HERE)).toMatchObject([{ status: 'acknowledged', epoch: 'b' }])
})

test('an action on a card waits for the messages before it, and is done once', async () => {
  const action = { card_id: 'card', message_id: ITS_MESSAGE, verb: 'claim', expected_rev: 2 }
  const done = () => store({ conversation_id: HERE, id: ITS_MESSAGE, content: 'card' })
  answers = [lose, store, lose, done, done]
  add('one')
  const id = outbox.act(HERE, action)
  outbox.act(HERE, { ...action, verb: 'note' })
  await clock.advance(60_000)
  const requests = bodies.filter(({ verb }) => verb)
  expect(bodies.map((body) => body['content'] ?? body['verb'])).toEqual([
    'one',
    'one',
    'claim',
    'claim',
    'note',
  ])
  expect(requests[1]).toEqual({ id, verb: 'claim', expected_rev: 2 })
  expect(requests[2]).not.toHaveProperty('expected_rev')
  expect(statuses()).toEqual(['acknowledged', 'acknowledged', 'acknowledged'])
})

test('CA4 a refused action keeps the reason, and the card as it is, until the next one', async () => {
  const card = { ...examples.Card, rev: 7 }
  answers = [refuse('conflict', 'never', { card })]
  outbox.act(HERE, { card_id: 'card', message_id: ITS_MESSAGE, verb: 'claim', expected_rev: 2 })
  await clock.advance(0)
  expect(outbox.of(HERE)).toMatchObject([{ status: 'failed', failure: { code: 'conflict', card } }])
  answers = [() => store({ conversation_id: HERE, id: ITS_MESSAGE, content: 'card' })]
  outbox.act(HERE, { card_id: 'card', message_id: ITS_MESSAGE, verb: 'claim', expected_rev: 7 })
  await clock.advance(0)
  expect(statuses()).toEqual(['acknowledged'])
})
