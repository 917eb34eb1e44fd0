// Whatever is sent, edited, deleted, joined and left, and whatever waits for the index: a search finds all that its person may
// read and that contains it, and nothing else.
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawRuns } from '../../../../../scripts/drawn.ts'
import { indexAll } from '../../testing/all-indexed.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import type { Context, Viewer } from '../context.ts'
import { createConversation } from '../conversations/create.ts'
import { addMembers, removeMember } from '../conversations/members.ts'
import { deleteMessage, editMessage } from '../messages/messages.ts'
import { sendMessage } from '../messages/send.ts'
import { search } from './search.ts'

const clock = new ManualClock()
let server: TestServer

beforeAll(async () => {
  server = await createTestServer({ clock })
})
afterAll(() => server.close())

const as = (viewer: Person): [Context, Viewer] => [server.ctx, viewer]

const WORDS = [
  'Ableitung',
  'Straßenbahn',
  'naïveté',
  'fold_text.ts',
  'E=mc²+x',
  '微分方程式の解',
  'データベース',
  'x.map(y=>y**2)',
  'to be or not to be',
  'Ελληνικά',
  '한국어문법',
  'https://example.edu/a?b=c#d',
  '🎉🎊🎈',
]

const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })

type Step =
  | { do: 'send' | 'edit'; place: number; pick: number; words: string[] }
  | { do: 'delete' | 'come' | 'go' | 'index'; place: number; pick: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('send', 'send', 'send', 'edit'),
    place: fc.nat(2),
    pick: fc.nat(20),
    words: text,
  }),
  fc.record({ do: fc.constantFrom('delete', 'come', 'go', 'index'), place: fc.nat(2), pick: fc.nat(20) }),
)

/** What is typed: a part of a word, of three characters and more. */
const query = fc
  .tuple(fc.constantFrom(...WORDS), fc.nat(30), fc.integer({ min: 3, max: 8 }))
  .map(([word, from, length]) => {
    const chars = Array.from(word)
    const start = Math.min(from, Math.max(0, chars.length - length))
    return chars
      .slice(start, start + length)
      .join('')
      .trim()
  })
  // White space parts what is typed, and signs around a word belong to the sentence.
  .filter((typed) => Array.from(typed).length >= 3 && !/\s|^[.,;:!?()*_]|[.,;:!?()*_]$/.test(typed))

const fold = (said: string) =>
  said
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')

interface Said {
  place: number
  content: string
}

const allIndexed = () => indexAll(server, clock)

it('SE1 SE2 everybody finds all that they may read and nothing else', async () => {
  const run = async (steps: Step[], queries: string[]) => {
    const { ada, ben, chloe } = server.people
    const ids: string[] = []
    for (let place = 0; place < 3; place++) {
      const { conversation } = await createConversation(...as(ada), {
        kind: 'group',
        member_ids: [ben.user_id],
      })
      ids.push(conversation.id)
    }
    const said = new Map<string, Said>()
    const chloeIn = new Set<number>()
    for (const deed of steps) {
      clock.advance(1_000)
      const { place } = deed
      const id = ids[place]!
      const own = [...said].filter(([, each]) => each.place === place).map(([message_id]) => message_id)
      const message_id = own[deed.pick % Math.max(1, own.length)]
      if (deed.do === 'index') await allIndexed()
      else if (deed.do === 'come') {
        await addMembers(...as(ada), id, [chloe.user_id]).catch(() => {})
        chloeIn.add(place)
      } else if (deed.do === 'go') {
        await removeMember(...as(ada), id, chloe.user_id).catch(() => {})
        chloeIn.delete(place)
      } else if (deed.do === 'send') {
        const content = deed.words.join(' ')
        const { window } = await sendMessage(...as(ada), id, { content })
        said.set(window.messages[0]!.id, { place, content })
      } else if (message_id !== undefined && deed.do === 'delete') {
        await deleteMessage(...as(ada), { id, message_id })
        said.delete(message_id)
      } else if (message_id !== undefined && deed.do === 'edit') {
        const content = deed.words.join(' ')
        await editMessage(...as(ada), { id, message_id }, { content })
        said.set(message_id, { place, content })
      }
    }
    for (const typed of queries)
      for (const [viewer, mayRead] of [
        [ben, () => true],
        [chloe, (place: number) => chloeIn.has(place)],
      ] as const) {
        const found: string[] = []
        for (let cursor: string | undefined; ;) {
          const page = await search(...as(viewer), { q: typed, limit: 100, ...(cursor && { cursor }) })
          for (const hit of page.hits.filter(({ conversation_id }) => ids.includes(conversation_id))) {
            const message = said.get(hit.message_id)
            // What was taken away is in no snippet.
            const snippet = hit.snippet.replace(/^…|…$/g, '')
            const isRight = message && mayRead(message.place) && message.content.includes(snippet)
            if (!isRight) throw new Error(`${viewer.name} sees “${hit.snippet}” of “${message?.content}”`)
            if (!page.partial) found.push(hit.message_id)
          }
          if (page.next_cursor === null) break
          cursor = page.next_cursor
        }
        const expected = [...said].filter(
          ([, { place, content }]) => mayRead(place) && fold(content).includes(fold(typed)),
        )
        const missing = expected.filter(([message_id]) => !found.includes(message_id))
        expect({ typed, missing: missing.map(([, { content }]) => content) }).toEqual({ typed, missing: [] })
      }
    // Later runs find only what is their own.
    for (const [message_id, { place }] of said)
      await deleteMessage(...as(ada), { id: ids[place]!, message_id })
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 25 }),
      fc.array(query, { minLength: 4, maxLength: 8 }),
      run,
    ),
    drawRuns(25),
  )
}, 600_000)
