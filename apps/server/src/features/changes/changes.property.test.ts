import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Changes, Member } from '@lectern/protocol'
import { drawRuns } from '../../../../../scripts/drawn.ts'
import type { Stored, StoredMessage, StoredWindow } from '../../records/stored.ts'
import { mintId } from '../../platform/ids.ts'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import type { Person } from '../../testing/people.ts'
import { createConversation } from '../conversations/create.ts'
import { addMembers, removeMember, renameConversation } from '../conversations/members.ts'
import { addReaction, deleteMessage, editMessage } from '../messages/messages.ts'
import { sendMessage } from '../messages/send.ts'
import type { Context, Viewer } from '../context.ts'
import { readChanges } from './changes.ts'

const clock = new ManualClock()
let server: TestServer

beforeAll(async () => {
  server = await createTestServer({ clock })
})
afterAll(() => server.close())

const as = (viewer: Person): [Context, Viewer] => [server.ctx, viewer]

/** One commit; `pick` chooses among the messages there are. */
type Step = { do: 'send' | 'edit' | 'delete' | 'react' | 'come' | 'go' | 'rename'; pick: number }

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('send', 'send', 'edit', 'delete', 'react', 'come', 'go', 'rename'),
  pick: fc.nat(20),
})

const play = async (id: string, steps: Step[]): Promise<StoredWindow[]> => {
  const ada = as(server.people.ada)
  const { chloe } = server.people
  const windows: StoredWindow[] = []
  const sent: string[] = []
  for (const [index, { do: deed, pick }] of steps.entries()) {
    clock.advance(1_000)
    const message_id = sent[pick % Math.max(1, sent.length)] ?? mintId(clock)
    const target = { id, message_id }
    const deeds: Record<Step['do'], () => Promise<StoredWindow>> = {
      send: async () => (await sendMessage(...ada, id, { content: `message ${index}` })).window,
      edit: () => editMessage(...ada, target, { content: `edit ${index}` }),
      delete: () => deleteMessage(...ada, target),
      react: () => addReaction(...ada, target, '🎉'),
      come: () => addMembers(...ada, id, [chloe.user_id]),
      go: () => removeMember(...ada, id, chloe.user_id),
      rename: () => renameConversation(...ada, id, `title ${index}`),
    }
    // A refused step, such as the edit of a tombstone, commits nothing.
    const window = await deeds[deed]().catch(() => undefined)
    if (!window) continue
    windows.push(window)
    if (deed === 'send') sent.push(window.messages[0]!.id)
  }
  return windows
}

const pagesOf = async (id: string, since: number, limit: number): Promise<Stored<Changes>[]> => {
  const pages: Stored<Changes>[] = []
  for (let cursor = since; ;) {
    const page = await readChanges(...as(server.people.ada), id, { since: cursor, limit })
    if ('reset' in page) throw new Error('nothing was purged')
    pages.push(page)
    cursor = page.window.to
    if (cursor >= page.head) return pages
  }
}

const newest = <Row extends StoredMessage | Member>(rows: Row[], key: (row: Row) => string): Row[] =>
  [...new Map(rows.map((row) => [key(row), row])).values()].sort((a, b) => a.changed_seq - b.changed_seq)

it('SY5 SY6 pages of any size concatenate to the newest state of every row, each seq in one page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(10),
      async (steps, limit, from) => {
        // Not by a request: over all runs more time passes than an access token lives.
        const { conversation } = await createConversation(...as(server.people.ada), {
          kind: 'group',
          member_ids: [server.people.ben.user_id],
        })
        const { id, head } = conversation
        const windows = await play(id, steps)
        const last = Math.max(head, ...windows.map(({ to }) => to))
        const since = Math.min(from, last)
        const pages = await pagesOf(id, since, limit)

        const bounds = pages.map(({ window }) => [window.from, window.to])
        expect(bounds.map(([, to]) => to).at(-1)).toBe(last)
        expect(bounds.map(([begin]) => begin)).toEqual([since, ...bounds.slice(0, -1).map(([, to]) => to)])

        const rows = pages.flatMap(({ window }) => window.messages)
        const live = windows.flatMap(({ messages }) => messages)
        const expected = newest(live, (message) => message.id).filter(
          ({ changed_seq }) => changed_seq > since,
        )
        expect(rows).toEqual(expected)

        const members = pages.flatMap(({ window }) => window.members)
        expect(new Set(members.map(({ user_id }) => user_id)).size).toBe(members.length)
        for (const { window } of pages)
          for (const row of [...window.messages, ...window.members]) {
            expect(row.changed_seq).toBeGreaterThan(window.from)
            expect(row.changed_seq).toBeLessThanOrEqual(window.to)
          }
        const titled = windows.findLast(({ conversation }) => conversation)?.to ?? 1
        const shown = pages.findLast(({ window }) => window.conversation)?.window.conversation
        expect(shown?.changed_seq).toBe(titled > since ? titled : undefined)
      },
    ),
    drawRuns(60),
  )
}, 600_000)
