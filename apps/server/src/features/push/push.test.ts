import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints, type PushSubscription } from '@lectern/protocol'
import { needProgram } from '../../../../../scripts/programs.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, signInAs, type Person } from '../../testing/people.ts'
import { PushStation } from '../../testing/push-station.ts'
import { findUser } from '../accounts/users-rows.ts'
import { revokeSession } from '../accounts/sessions.ts'
import { createConversation } from '../conversations/create.ts'
import { putReceipt } from '../conversations/receipts.ts'
import { deleteMessage } from '../messages/messages.ts'
import { sendMessage } from '../messages/send.ts'
import { patchNoticeSettings } from '../notices/settings.ts'
import { tellBatch } from '../notices/tell.ts'
import { changePolicy } from '../policy/school-policy.ts'

let station: PushStation
let distrust: () => void
let clock: ManualClock
let server: TestServer
let ada: Person
let ben: Person
let id: string

beforeAll(async () => {
  station = await PushStation.open(needProgram('openssl'))
  distrust = station.trust()
})
afterAll(async () => {
  distrust()
  await station.close()
})

beforeEach(async () => {
  clock = new ManualClock()
  server = await createTestServer({
    clock,
    env: { LECTERN_PUSH_SUBJECT: 'mailto:it@school.example', LECTERN_PUSH_HOSTS: station.host },
  })
  ;({ ada, ben } = server.people)
  const member_ids = [ben.user_id]
  const made = await createConversation(server.ctx, ada, { kind: 'course', title: 'Algebra', member_ids })
  id = made.conversation.id
  station.received.length = 0
  station.asked = 0
  station.answer = { status: 201 }
})
afterEach(async () => {
  await server.close()
  const faults = station.faults.splice(0)
  if (faults.length > 0) throw new Error(faults.join())
})

const subscribe = async (person: Person, more: object = {}): Promise<PushSubscription> => {
  const subscription = station.subscribe()
  const body = { ...subscription, lang: 'en', ...more }
  await server.as(person).call(endpoints.putPush, { body })
  return subscription
}
const deviceOf = async (person: Person): Promise<Person> => {
  const user = await findUser(server.ctx.db.read, person.user_id)
  return signInAs(server.ctx, user!, person.password)
}
const NOBODY = { viewersOf: () => new Set<string>() }
/** Without the jobs that fall due. */
const decide = async (content: string, more: object = {}) => {
  const named = { content, mentions: [ben.user_id], ...more }
  const { window } = await sendMessage(server.ctx, ada, id, named)
  while ((await tellBatch(server.ctx, NOBODY)) > 0);
  return window.messages[0]!
}
const settle = () => server.ctx.jobs.whenSettled()
const say = async (content: string, more: object = {}) => {
  const message = await decide(content, more)
  await settle()
  return message
}
/** Time passes, and what falls due is done. */
const pass = async (ms: number) => {
  clock.jump(ms)
  await settle()
}
const isSubscribed = async (person: Person) =>
  (await server.as(person).call(endpoints.getPush, {})).subscribed
const jobs = () =>
  server.ctx.db.read
    .selectFrom('jobs')
    .select(['key', 'attempt', 'dead_at'])
    .where('kind', '=', 'push')
    .execute()

describe('NO7 a push', () => {
  it('says on every device who wrote what and where, encrypted for it and signed by the server', async () => {
    const phone = await deviceOf(ben)
    const there = await subscribe(ben)
    const here = await subscribe(phone, { lang: 'de-AT' })
    const message = await say('**Look** at [this](https://school.example) `x`')
    expect(station.shownAt(there)).toEqual(['Ada mentioned you · Algebra: Look at this x'])
    expect(station.shownAt(here)).toEqual(['Ada hat dich erwähnt · Algebra: Look at this x'])
    expect(station.received[0]).toMatchObject({
      urgency: 'high',
      ttl: 86_400,
      claims: { sub: 'mailto:it@school.example' },
      content: { path: `/c/${id}/m/${message.id}`, open: 1, tag: `${id} ${message.created_seq}` },
    })
  })

  it('is not sent for what makes nothing heard: quiet hours, or what one looks at', async () => {
    await subscribe(ben)
    const looking = { viewersOf: () => new Set([ben.user_id]) }
    await sendMessage(server.ctx, ada, id, { content: 'here', mentions: [ben.user_id] })
    await tellBatch(server.ctx, looking)
    const quiet = { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7], time_zone: 'UTC' }
    await patchNoticeSettings(server.ctx, ben, { quiet })
    await say('at night')
    expect(station.asked).toBe(0)
  })

  it('is not sent for what is read or deleted before it leaves', async () => {
    const there = await subscribe(ben)
    station.answer = { status: 503 }
    const read = await say('one')
    const deleted = await say('two')
    await say('three')
    await putReceipt(server.ctx, ben, id, { read_seq: read.created_seq })
    await deleteMessage(server.ctx, ada, { id, message_id: deleted.id })
    station.answer = { status: 201 }
    await pass(60_000)
    expect(station.shownAt(there)).toEqual(['Ada mentioned you · Algebra: three'])
  })

  it('has no text of the message where the school wants it so', async () => {
    const there = await subscribe(ben)
    await changePolicy(server.ctx, { notice_text: 'nowhere' })
    await say('secret')
    expect(station.shownAt(there)).toEqual(['Ada mentioned you · Algebra: Open Lectern to read it.'])
  })

  it('is small, whatever the message', async () => {
    const there = await subscribe(ben)
    await say('\u{1F469}\u200D\u{1F52C}'.repeat(2_000))
    expect(station.shownAt(there)).toHaveLength(1)
  })
})

describe('NO8 a subscription ends', () => {
  it('with the session of its device, and no other', async () => {
    const phone = await deviceOf(ben)
    await subscribe(ben)
    const there = await subscribe(phone)
    await revokeSession(server.ctx, ben, ben.session_id)
    await say('one')
    expect(station.asked).toBe(1)
    expect(station.shownAt(there)).toHaveLength(1)
  })

  it('with a session that nobody used for two weeks', async () => {
    await subscribe(ben)
    clock.jump(15 * 24 * 3_600_000)
    await say('one')
    expect(station.asked).toBe(0)
    expect(await server.ctx.db.read.selectFrom('push_subscriptions').select('id').execute()).toEqual([])
  })

  it('when somebody else signs in in that browser', async () => {
    const there = await subscribe(ben)
    const { chloe } = server.people
    await server.as(chloe).call(endpoints.putPush, { body: { ...there, lang: 'en' } })
    await say('for Ben')
    expect(station.asked).toBe(0)
    expect(await isSubscribed(ben)).toBe(false)
    expect(await isSubscribed(chloe)).toBe(true)
  })

  it.each([404, 410])('when the push service says %i', async (status) => {
    await subscribe(ben)
    station.answer = { status }
    await say('one')
    expect(await isSubscribed(ben)).toBe(false)
    expect(await jobs()).toEqual([])
  })

  it('when the person wants none, and the oldest one of too many', async () => {
    await subscribe(ben)
    await server.as(ben).call(endpoints.deletePush, {})
    expect(await isSubscribed(ben)).toBe(false)
    await subscribe(ben)
    for (let made = 0; made < 20; made++) {
      clock.advance(1_000)
      await subscribe(await deviceOf(ben))
    }
    expect(await isSubscribed(ben)).toBe(false)
    const { n } = await server.ctx.db.read
      .selectFrom('push_subscriptions')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(n).toBe(20)
  })
})

describe('NO9 a dead push service', () => {
  it('delays nobody: the message is told, and the push comes when the service is back', async () => {
    const there = await subscribe(ben)
    station.answer = { status: 500 }
    await say('one')
    const { open } = await server.as(ben).call(endpoints.listNotices, {})
    expect(open).toBe(1)
    await say('two')
    // What waits for its time is not tried sooner.
    expect(station.asked).toBe(1)
    station.answer = { status: 201 }
    await pass(60_000)
    expect(station.shownAt(there)).toEqual([
      'Ada mentioned you · Algebra: one',
      'Ada mentioned you · Algebra: two',
    ])
    expect(await jobs()).toEqual([])
  })

  it('is a dead letter after its attempts, and the next notice begins anew', async () => {
    const there = await subscribe(ben)
    station.answer = { status: 400 }
    await say('one')
    for (let attempt = 1; attempt < 8; attempt++) await pass(3_600_000)
    expect(await jobs()).toMatchObject([{ attempt: 8, dead_at: expect.any(String) }])
    station.answer = { status: 201 }
    await say('two')
    expect(station.shownAt(there)).toEqual(['Ada mentioned you · Algebra: two'])
  })

  it('is asked no sooner than it says', async () => {
    const there = await subscribe(ben)
    station.answer = { status: 429, headers: { 'retry-after': '600' } }
    await say('one')
    await pass(599_000)
    expect(station.asked).toBe(1)
    station.answer = { status: 201 }
    await pass(2_000)
    expect(station.shownAt(there)).toHaveLength(1)
  })
})

describe('NO10 what a device shows is closed there when it is news no longer', () => {
  const closed = () => station.received.flatMap(({ content }) => (content.type === 'close' ? [content] : []))

  it('with one push for all that ended, where the browser allows it', async () => {
    await subscribe(ben, { closes: true })
    await subscribe(await deviceOf(ben))
    const first = await say('one')
    const second = await say('two')
    await putReceipt(server.ctx, ben, id, { read_seq: first.created_seq })
    await putReceipt(server.ctx, ben, id, { read_seq: second.created_seq })
    await pass(3_000)
    await settle()
    await expect
      .poll(closed)
      .toEqual([{ type: 'close', tags: [first, second].map((each) => `${id} ${each.created_seq}`), open: 0 }])
    const third = await say('three')
    await deleteMessage(server.ctx, ada, { id, message_id: third.id })
    await pass(3_000)
    expect(closed()).toHaveLength(1)
    await pass(5 * 60_000 + 1_000)
    await expect.poll(() => closed().length).toBe(2)
  })
})

describe('NO11 the address of a subscription', () => {
  const refused = async (endpoint: string) => {
    const body = { ...station.subscribe(), endpoint, lang: 'en' }
    return (await server.as(ben).send(endpoints.putPush, { body })).status
  }

  it.each([
    'http://updates.push.example/x',
    'https://user:secret@push.example/x',
    'https://push.example:8443/x',
    'https://localhost:1/x',
    'ftp://push.example/x',
  ])('%s is refused', async (endpoint) => {
    expect(await refused(endpoint)).toBe(400)
  })

  it.each(['https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/x', 'https://localhost/x'])(
    '%s is never connected to',
    async (endpoint) => {
      expect(await refused(endpoint)).toBe(200)
      const answer = await server.as(ben).send(endpoints.testPush, {})
      expect(answer.status).toBe(503)
      expect(await answer.text()).toMatch(/is not allowed/)
    },
  )

  it('needs a key that is a point of the curve', async () => {
    const { endpoint, keys } = station.subscribe()
    const body = { endpoint, keys: { ...keys, p256dh: 'A'.repeat(87) }, lang: 'en' }
    expect((await server.as(ben).send(endpoints.putPush, { body })).status).toBe(400)
  })
})

describe('NO12 a test and a renewal', () => {
  it('a test goes to this device alone, and tells when the browser has ended the subscription', async () => {
    await subscribe(await deviceOf(ben))
    expect((await server.as(ben).send(endpoints.testPush, {})).status).toBe(404)
    const there = await subscribe(ben, { lang: 'de' })
    expect((await server.as(ben).send(endpoints.testPush, {})).status).toBe(204)
    expect(station.shownAt(there)).toEqual([
      'Lectern erreicht dieses Gerät: So sieht es aus, wenn dich eine Nachricht betrifft.',
    ])
    station.answer = { status: 410 }
    expect((await server.as(ben).send(endpoints.testPush, {})).status).toBe(404)
    expect(await isSubscribed(ben)).toBe(false)
  })

  it('a browser that replaced its subscription says so with the secret of the former one', async () => {
    const former = await subscribe(ben, { lang: 'de' })
    const subscription = station.subscribe()
    const renew = async (auth: string) => {
      const body = { former: { endpoint: former.endpoint, auth }, subscription }
      return (await server.as().send(endpoints.renewPush, { body })).status
    }
    expect(await renew(station.subscribe().keys.auth)).toBe(404)
    expect(await renew(former.keys.auth)).toBe(204)
    await say('one')
    expect(station.shownAt(subscription)).toEqual(['Ada hat dich erwähnt · Algebra: one'])
    expect(station.asked).toBe(1)
  })
})

it('a server without a subject offers no pushes', async () => {
  const plain = await createTestServer()
  const state = await plain.as(plain.people.ben).call(endpoints.getPush, {})
  expect(state).toEqual({ subscribed: false })
  const body = { ...station.subscribe(), lang: 'en' }
  expect((await plain.as(plain.people.ben).send(endpoints.putPush, { body })).status).toBe(409)
  await plain.close()
})

it('what one person hears is pushed to nobody else', async () => {
  const dana = await addPerson(server.ctx, 'Dana', 'student')
  await subscribe(dana)
  await subscribe(server.people.chloe)
  await say('for Ben')
  expect(station.asked).toBe(0)
})
