import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findUserByEmail } from '../../features/accounts/users-rows.ts'
import type { Context } from '../../features/context.ts'
import { countConversations, listConversations } from '../../features/conversations/conversations.ts'
import { readHistory } from '../../features/messages/history.ts'
import { search } from '../../features/search/search.ts'
import { openContext } from '../../open-context.ts'
import { systemClock } from '../../platform/clock.ts'
import { createLog } from '../../platform/log.ts'
import { inProcess } from '../../testing/in-process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-school-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const data = (name: string) => join(folder, name)
const make = (name: string, ...sizes: string[]) => inProcess('school', ...sizes, '--data-dir', data(name))
const SMALL = ['--conversations', '24', '--messages', '600']

/** What Ada has there. */
const within = async <T>(name: string, look: (ctx: Context, ada: Viewer) => Promise<T>): Promise<T> => {
  await using parts = new AsyncDisposableStack()
  const options = { data_dir: data(name), clock: systemClock, log: createLog('silent'), existing: true }
  const ctx = await openContext(options, parts)
  const found = await findUserByEmail(ctx.db.read, 'ada@example.edu')
  if (!found) throw new Error('Ada is not here')
  return await look(ctx, { user_id: found.id, session_id: 'test', name: found.name, role: found.role })
}
type Viewer = Parameters<typeof countConversations>[1]

const said = (name: string) =>
  within(name, async (ctx, ada) => {
    const { conversations } = await listConversations(ctx, ada, { limit: 100 })
    const texts: string[] = []
    for (const { id } of conversations) {
      const { messages } = await readHistory(ctx, ada, id, { limit: 100 })
      texts.push(...messages.map(({ content }) => content))
    }
    return { titles: conversations.map(({ title }) => title), texts }
  })

describe('lectern school', () => {
  it('makes conversations of all kinds, with a year of messages that are searched and counted', async () => {
    expect((await make('one', ...SMALL)).code).toBe(0)
    await within('one', async (ctx, ada) => {
      const totals = await countConversations(ctx, ada)
      expect(totals.conversations).toBe(24)
      expect(totals.unread).toBeGreaterThan(0)
      expect(totals).toMatchObject({ pinned: 1, archived: 1 })
      const all = await listConversations(ctx, ada, { limit: 100 })
      expect(new Set(all.conversations.map(({ kind }) => kind))).toEqual(
        new Set(['course', 'group', 'direct']),
      )
      const [largest] = all.conversations.toSorted((a, b) => b.head - a.head)
      const { messages } = await readHistory(ctx, ada, largest!.id, { limit: 100 })
      const times = messages.map(({ timestamp }) => timestamp)
      expect(times).toEqual(times.toSorted())
      expect(Date.parse(largest!.created_at)).toBeLessThan(systemClock.now() - 200 * 86_400_000)
      const word = messages.find(({ content }) => content.length > 40)!.content.split(' ')[2]!
      expect((await search(ctx, ada, { q: word, limit: 5 })).hits.length).toBeGreaterThan(0)
    })
  })

  it('says the same for the same seed, and something else for another', async () => {
    await make('one', ...SMALL, '--seed', '5')
    await make('two', ...SMALL, '--seed', '5')
    await make('three', ...SMALL, '--seed', '6')
    const [one, two, three] = [await said('one'), await said('two'), await said('three')]
    expect(two).toEqual(one)
    expect(three).not.toEqual(one)
  })

  it('does not touch a folder in use, and says what sizes it takes', async () => {
    await make('one', ...SMALL)
    const before = await said('one')
    const again = await make('one', ...SMALL)
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('empty folder')])
    expect(await said('one')).toEqual(before)
    for (const wrong of [
      ['--conversations', '0'],
      ['--messages', '1e3'],
      ['--seed', '-1'],
    ])
      expect((await make('two', ...wrong)).code).toBe(2)
    expect(existsSync(data('two'))).toBe(false)
  })
})
