// How long people wait, as the server tells it, equals what a log of the same days says: whoever is answered first.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Message } from '@lectern/protocol'
import { drawNumbers, drawnSeed, isFull } from '../../../../../scripts/drawn.ts'
import { CourseOfAskers } from '../../testing/course-of-askers.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import type { Viewer } from '../context.ts'
import { endorseAnswer } from '../messages/questions.ts'
import { sendMessage } from '../messages/send.ts'
import { listWaits } from './waits.ts'

const clock = new ManualClock()
let server: TestServer
let askers: CourseOfAskers
beforeAll(async () => {
  server = await createTestServer({ clock })
  askers = new CourseOfAskers(server, clock)
})
afterAll(() => server.close())

const as = (viewer: Viewer) => askers.as(viewer)
const course = (...others: Person[]) => askers.open(others)
const ask = (person: Viewer, id: string, content?: string) => askers.ask(person, id, content)

/** Who is answered next. */
const POLICIES = {
  oldest: (waiting: readonly number[]) => waiting[0],
  newest: (waiting: readonly number[]) => waiting.at(-1),
  random: (waiting: readonly number[], next: (limit: number) => number) => waiting[next(waiting.length)],
}

const MINUTE = 60_000

/** The log's own way to count: Monday to Friday from 8 to 18 o'clock UTC, minute by minute. */
const taught = (begin: number, end: number): number => {
  let minutes = 0
  for (let at = Math.floor(begin / MINUTE); at < Math.floor(end / MINUTE); at++) {
    const time = new Date(at * MINUTE)
    if (![0, 6].includes(time.getUTCDay()) && time.getUTCHours() >= 8 && time.getUTCHours() < 18) minutes++
  }
  return minutes
}
const median = (sorted: readonly number[]): number => {
  const half = sorted.length / 2
  return Math.round(((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2)
}

/** The people of all policies. */
let class300: Promise<Person[]> | undefined
const enrol = async (): Promise<Person[]> => {
  const students: Person[] = []
  for (let number = 0; number < 300; number++)
    students.push(await addPerson(server.ctx, `Student ${number}`, 'student'))
  return students
}
const questions_asked = isFull ? 600 : 120

it.each(Object.entries(POLICIES))(
  'the waits of 300 students who are answered by the policy %s are those of the log',
  async (_, choose) => {
    const { ada } = server.people
    const next = drawNumbers(drawnSeed + 2)
    const students = await (class300 ??= enrol())
    const id = await course(...students)
    const log: { asker: string; begin: number; end?: number }[] = []
    const questions: Message[] = []
    const waiting: number[] = []
    while (log.length < questions_asked) {
      clock.advance(next(12) * MINUTE)
      const asker = students[next(300)] as Person
      questions.push(await ask(asker, id))
      waiting.push(log.length)
      log.push({ asker: asker.user_id, begin: clock.now() })
      const chosen = choose(waiting, next)
      if (chosen === undefined || next(5) === 0) continue
      waiting.splice(waiting.indexOf(chosen), 1)
      clock.advance(MINUTE)
      const reply_to_id = questions[chosen]?.id ?? ''
      const { window } = await sendMessage(...as(ada), id, { content: 'So.', reply_to_id })
      await endorseAnswer(...as(ada), { id, message_id: window.messages[0]?.id ?? '' })
      const entry = log[chosen]
      if (entry) entry.end = clock.now()
    }
    const now = clock.now()
    const waitOf = (entries: typeof log) => {
      const minutes = entries.map(({ begin, end = now }) => taught(begin, end)).sort((a, b) => a - b)
      const answered = entries.filter(({ end }) => end !== undefined).length
      return {
        ...{ answered, waiting: entries.length - answered },
        ...{ median_minutes: median(minutes), longest_minutes: minutes.at(-1) },
      }
    }
    const { places, people = [] } = await listWaits(...as(ada), id)
    expect(places).toMatchObject([{ conversation_id: id, ...waitOf(log) }])
    for (const { user, ...wait } of people)
      expect(wait).toEqual(waitOf(log.filter(({ asker }) => asker === user.id)))
    expect(people.length).toBe(Math.min(200, new Set(log.map(({ asker }) => asker)).size))
  },
)
