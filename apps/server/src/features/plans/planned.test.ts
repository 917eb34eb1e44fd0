import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS, type PlanMessage } from '@lectern/protocol'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { mutation } from '../../platform/db/statement.ts'
import { createConversation } from '../conversations/create.ts'
import { addMembers, removeMember } from '../conversations/members.ts'
import { readHistory } from '../messages/history.ts'
import { deleteMessage } from '../messages/messages.ts'
import { sendMessage } from '../messages/send.ts'
import { cancelPlanned, listPlanned, planMessage } from './planned.ts'
import { sendDue, sendPlanned } from './sending.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Its days pass in a moment: what waits for a timer goes on waiting. */
class LeapingClock extends ManualClock {
  #leapt = 0
  override now(): number {
    return super.now() + this.#leapt
  }
  leap(ms: number): void {
    this.#leapt += ms
  }
}

let clock: LeapingClock
let server: TestServer
let ada: Person
let ben: Person
let id: string

beforeEach(async () => {
  clock = new LeapingClock(Date.parse('2026-11-30T10:00:00Z'))
  server = await createTestServer({ clock })
  ;({ ada, ben } = server.people)
  const made = await createConversation(server.ctx, ada, {
    ...{ kind: 'course', title: 'Algebra' },
    member_ids: [ben.user_id],
  })
  id = made.conversation.id
})
afterEach(() => server.close())

const IN_AN_HOUR: PlanMessage = {
  message: { content: 'Good morning' },
  at: { day: '2026-11-30', time: '12:00', time_zone: 'Europe/Berlin' },
}
const place = (planned_id = crypto.randomUUID()) => ({ conversation_id: id, id: planned_id })
const plan = (person: Person, where = place(), more: Partial<PlanMessage> = {}) =>
  planMessage(server.ctx, person, where, { ...IN_AN_HOUR, ...more })
const planned = async (person: Person) => (await listPlanned(server.ctx, person, {})).planned
const history = async () => (await readHistory(server.ctx, ada, id, {})).messages
const said = async () =>
  (await history()).filter(({ kind }) => kind !== 'system').map(({ content }) => content)
const due = (where: { conversation_id: string; id: string }) => sendDue(server.ctx, where)

describe('PL1 a message for later', () => {
  it('is sent at its time by the job, once, with its id', async () => {
    const where = place()
    expect(await plan(ada, where)).toMatchObject({ next_at: '2026-11-30T11:00:00.000Z', title: 'Algebra' })
    await due(where)
    expect(await said()).toEqual([])
    clock.advance(HOUR)
    await expect.poll(said).toEqual(['Good morning'])
    expect(await planned(ada)).toEqual([])
    await due(where)
    await expect(plan(ada, where)).rejects.toMatchObject({ code: 'invalid' })
    expect(await said()).toEqual(['Good morning'])
  })

  it('is seen by its writer alone', async () => {
    const where = place()
    await plan(ada, where)
    expect(await planned(ben)).toEqual([])
    await cancelPlanned(server.ctx, ben, where)
    await expect(plan(ben, where)).rejects.toMatchObject({ code: 'conflict' })
    await expect(sendPlanned(server.ctx, ben, where)).rejects.toMatchObject({ code: 'not_found' })
    expect(await planned(ada)).toMatchObject([{ id: where.id }])
  })

  it('can be changed until then: text and time are the last ones', async () => {
    const where = place()
    await plan(ada, where)
    await plan(ada, where, {
      message: { content: 'Later' },
      at: { ...IN_AN_HOUR.at, time: '13:00' },
    })
    clock.leap(HOUR)
    await due(where)
    expect(await said()).toEqual([])
    clock.leap(HOUR)
    await due(where)
    expect(await said()).toEqual(['Later'])
  })

  it('that was cancelled is not sent; one that was sent says so', async () => {
    const [first, second] = [place(), place()]
    await plan(ada, first)
    await plan(ada, second)
    await cancelPlanned(server.ctx, ada, first)
    await cancelPlanned(server.ctx, ada, first)
    clock.leap(HOUR)
    await Promise.all([due(first), due(second)])
    expect(await said()).toEqual(['Good morning'])
    await expect(cancelPlanned(server.ctx, ada, second)).rejects.toMatchObject({ code: 'conflict' })
    await cancelPlanned(server.ctx, ben, second)
    const later = { at: { ...IN_AN_HOUR.at, day: '2026-12-01' } }
    await expect(plan(ada, second, later)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is sent and cancelled at once in one of both ways only', async () => {
    for (let round = 0; round < 10; round++) {
      const where = place()
      const content = `Round ${round}`
      await plan(ada, where, { message: { content } })
      const [cancelled] = await Promise.allSettled([
        cancelPlanned(server.ctx, ada, where),
        sendPlanned(server.ctx, ada, where),
      ])
      expect((await said()).includes(content)).toBe(cancelled.status === 'rejected')
    }
  })

  it('is sent now, if the writer wants', async () => {
    const where = place()
    await plan(ada, where)
    const { window } = await sendPlanned(server.ctx, ada, where)
    expect(window.messages).toMatchObject([{ id: where.id, content: 'Good morning' }])
    clock.leap(HOUR)
    await due(where)
    expect(await said()).toEqual(['Good morning'])
  })

  it('names and asks as if it were sent then', async () => {
    const where = place()
    await plan(ada, where, { message: { content: 'Why, @Ben?', question: true, mentions: [ben.user_id] } })
    clock.leap(HOUR)
    await due(where)
    expect((await history()).at(-1)).toMatchObject({
      question: { status: 'unanswered' },
      mentions: [{ user_id: ben.user_id }],
    })
  })
})

describe('PL2 what cannot be planned', () => {
  it('is refused with the field', async () => {
    const refused = (more: Partial<PlanMessage>) =>
      plan(ada, place(), more).then(
        () => 'planned',
        (error: { code: string; refusal: { field?: string } }) => `${error.code} ${error.refusal.field}`,
      )
    const { at } = IN_AN_HOUR
    expect(await refused({ at: { ...at, time: '11:00' } })).toBe('invalid at')
    expect(await refused({ at: { ...at, time_zone: 'Mars/Olympus' } })).toBe('invalid at.time_zone')
    expect(await refused({ at: { ...at, day: '2029-01-01' } })).toBe('invalid at')
    expect(await refused({ repeats: 'day', until: '2026-11-29' })).toBe('invalid until')
    const message = { content: 'Yes', reply_to_id: crypto.randomUUID() }
    expect(await refused({ message })).toBe('invalid message.reply_to_id')
  })

  it('is more than a person may have waiting', async () => {
    const first = place()
    await plan(ada, first)
    for (let count = 1; count < LIMITS.planned_per_user; count++) await plan(ada)
    await expect(plan(ada)).rejects.toMatchObject({ code: 'too_large' })
    await plan(ada, first, { message: { content: 'Changed' } })
    expect(await planned(ada)).toHaveLength(50)
  })
})

describe('PL3 a series', () => {
  const DAILY = { repeats: 'day' } as const

  it('is sent each day, each once, until it is cancelled', async () => {
    const where = place()
    await plan(ada, where, DAILY)
    for (let day = 0; day < 3; day++) {
      clock.leap(day === 0 ? HOUR : 24 * HOUR)
      await Promise.all([due(where), due(where)])
    }
    expect(await said()).toEqual(['Good morning', 'Good morning', 'Good morning'])
    expect(await planned(ada)).toMatchObject([{ sent: 3, next_at: '2026-12-03T11:00:00.000Z' }])
    await cancelPlanned(server.ctx, ada, where).catch(() => undefined)
    expect(await planned(ada)).toEqual([])
  })

  it('does not make up for the days on which the server stood still', async () => {
    const where = place()
    await plan(ada, where, DAILY)
    clock.leap(20 * HOUR)
    await due(where)
    expect(await said()).toEqual(['Good morning'])
    expect(await planned(ada)).toMatchObject([{ sent: 1, next_at: '2026-12-01T11:00:00.000Z' }])
  })

  it('ends after its last day', async () => {
    const where = place()
    await plan(ada, where, { ...DAILY, until: '2026-11-30' })
    clock.leap(HOUR)
    await due(where)
    expect(await planned(ada)).toEqual([])
  })
})

describe('PL4 what is not sent waits with its reason', () => {
  it('when the writer is no member any more; back again, they send it', async () => {
    const where = place()
    await plan(ben, where)
    await removeMember(server.ctx, ada, id, ben.user_id)
    clock.leap(HOUR)
    await due(where)
    const [waiting] = await planned(ben)
    expect(waiting).toMatchObject({ failed: 'not_member', message: { content: 'Good morning' } })
    expect(waiting).not.toHaveProperty('title')
    await expect(sendPlanned(server.ctx, ben, where)).rejects.toMatchObject({ code: 'not_found' })
    await addMembers(server.ctx, ada, id, [ben.user_id])
    await sendPlanned(server.ctx, ben, where)
    expect(await said()).toEqual(['Good morning'])
  })

  it('when the account is closed', async () => {
    const where = place()
    await plan(ben, where)
    const close = mutation('UPDATE users SET disabled_at = ? WHERE id = ?')
    await server.ctx.db.write(({ query }) => close(query, ['2026-11-30T10:00:00.000Z', ben.user_id]))
    clock.leap(HOUR)
    await due(where)
    expect(await planned(ben)).toMatchObject([{ failed: 'disabled' }])
  })

  it('when the server stood still for more than a day', async () => {
    const where = place()
    await plan(ada, where)
    clock.leap(26 * HOUR)
    await due(where)
    expect(await said()).toEqual([])
    expect(await planned(ada)).toMatchObject([{ failed: 'late' }])
  })

  it('and is not lost by the deletion of what it answers', async () => {
    const where = place()
    const { window } = await sendNow(ben, 'A question')
    const [question] = window.messages
    await plan(ada, where, { message: { content: 'An answer', reply_to_id: question!.id } })
    await deleteMessage(server.ctx, ben, { id, message_id: question!.id })
    clock.leap(HOUR)
    await due(where)
    expect(await said()).toContain('An answer')
  })
})

const sendNow = (person: Person, content: string) => sendMessage(server.ctx, person, id, { content })
