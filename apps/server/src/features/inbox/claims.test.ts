// Two members of staff who claim at once, over a line that is cut: an item never has two owners. And what is kept equals
// what a recount of all messages finds.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { InboxItem, InboxList, Message } from '@lectern/protocol'
import { drawNumbers, drawnSeed, isFull } from '../../../../../scripts/drawn.ts'
import { selection } from '../../platform/db/statement.ts'
import { messagesAfter } from '../../records/messages.ts'
import { CourseOfAskers } from '../../testing/course-of-askers.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { addPerson, type Person } from '../../testing/people.ts'
import type { Viewer } from '../context.ts'
import { addReaction, deleteMessage, editMessage } from '../messages/messages.ts'
import { mergeQuestion, unmergeQuestion } from '../messages/merge.ts'
import { endorseAnswer, markQuestion, unendorseAnswer, unmarkQuestion } from '../messages/questions.ts'
import { sendMessage } from '../messages/send.ts'
import { AppError } from '../../platform/errors.ts'
import { claim, LEASE_MS, release } from './claims.ts'
import { waitingIn } from './follow.ts'
import { listInbox } from './inbox.ts'

const clock = new ManualClock()
let server: TestServer
let askers: CourseOfAskers
let eve: Person
beforeAll(async () => {
  server = await createTestServer({ clock })
  askers = new CourseOfAskers(server, clock)
  eve = await addPerson(server.ctx, 'Eve', 'instructor')
})
afterAll(() => server.close())

const as = (viewer: Viewer) => askers.as(viewer)
const course = (...others: Person[]) => askers.open([...others, eve])
const ask = (person: Viewer, id: string, content?: string) => askers.ask(person, id, content)
const ended = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
  })
}

it('two who claim at once over a cut line are never both its owner', async () => {
  const { ada, ben } = server.people
  const next = drawNumbers(drawnSeed)
  const id = await course(ben)
  const { id: message_id } = await ask(ben, id)
  const target = { id, message_id }
  /** What each knows of its own claim: until when it holds. */
  const holds = new Map<string, number>()
  const trials = isFull ? 1_000 : 50
  for (let trial = 0; trial < trials; trial++) {
    const attempts = [ada, eve].flatMap((person) => {
      // A cut line: the answer is lost, and the request comes again.
      const isCut = next(3) === 0
      const once = async (isHeard: boolean) => {
        const asked_at = clock.now()
        const item = (await claim(...as(person), target)) as InboxItem
        if (item.owner?.user_id === person.user_id && isHeard) holds.set(person.user_id, asked_at + LEASE_MS)
      }
      const both = [ended(once(!isCut)), ...(isCut ? [ended(once(true))] : [])]
      return next(2) === 0 ? both.toReversed() : both
    })
    await Promise.all(attempts)
    const owners = [...holds.values()].filter((until) => until > clock.now())
    expect(owners, `trial ${trial} of seed ${drawnSeed}`).toHaveLength(1)
    const deed = next(4)
    for (const person of [ada, eve])
      if (deed === 0 && (holds.get(person.user_id) ?? 0) > clock.now()) {
        await release(...as(person), target)
        holds.delete(person.user_id)
      }
    if (deed === 1) clock.advance(LEASE_MS / 3)
    if (deed === 2) clock.advance(LEASE_MS + 1_000)
  }
}, 900_000)

const items = selection<{ message_id: string; kind: string; asker_id: string; duplicate_of: string | null }>(`
  SELECT message_id, kind, asker_id, duplicate_of FROM inbox_items
  WHERE conversation_id = ? AND done_at IS NULL ORDER BY message_id`)

it('what is kept is what a recount of all messages finds', async () => {
  const { ada, ben, chloe } = server.people
  const next = drawNumbers(drawnSeed + 1)
  const id = await course(ben, chloe)
  const said: Message[] = []
  const any = () => said[next(said.length)]
  for (let step = 0; step < (isFull ? 600 : 200); step++) {
    clock.advance(1_000)
    const message = any()
    const [message_id, other_id] = [message?.id ?? '', any()?.id ?? '']
    const target = { id, message_id }
    const content = `Words ${step}`
    const send = async (person: Viewer, more: object) =>
      void said.push(
        (await sendMessage(...as(person), id, { content, ...more })).window.messages[0] as Message,
      )
    const deeds = [
      () => send(next(2) ? ben : chloe, { question: true }),
      () => send(ada, message ? { reply_to_id: message_id } : {}),
      () => endorseAnswer(...as(ada), target),
      () => unendorseAnswer(...as(ada), target),
      () => markQuestion(...as(ada), target),
      () => unmarkQuestion(...as(ada), target),
      () => mergeQuestion(...as(ada), target, other_id),
      () => unmergeQuestion(...as(ada), target),
      () => editMessage(...as(ada), target, { content }),
      () => addReaction(...as(ben), target, '👍'),
      () => deleteMessage(...as(ada), target),
    ]
    await ended(Promise.resolve(deeds[next(deeds.length)]?.()))
    if (step % 10 > 0) continue
    const { messages: all } = await messagesAfter(server.ctx.db.read, id, 0, 10_000)
    const recount = all.flatMap((each) => {
      const waiting = waitingIn(each)
      return waiting
        ? [
            {
              message_id: each.id,
              kind: waiting.kind,
              asker_id: waiting.asker_id,
              duplicate_of: waiting.duplicate_of,
            },
          ]
        : []
    })
    const kept = await items(server.ctx.db.read, [id])
    expect(kept, `step ${step} of seed ${drawnSeed}`).toEqual(
      recount.sort((a, b) => (a.message_id < b.message_id ? -1 : 1)),
    )
    const { counts } = (await listInbox(...as(eve), { conversation_id: id })) as InboxList
    expect(counts.question).toBe(recount.filter(({ duplicate_of }) => duplicate_of === null).length)
  }
})
