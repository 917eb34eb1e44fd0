// A person with ten thousand conversations: what a connection begins with stays small, and nothing is missed.
import { expect, test } from 'vitest'
import BetterSqlite from 'better-sqlite3'
import { LIMITS } from '@lectern/protocol'
import { drawnSeed } from '../scripts/drawn.ts'
import type { Device } from './device.ts'
import { seededRandom } from './random.ts'
import { Stage } from './stage.ts'
import { until } from './until.ts'

const CONVERSATIONS = 10_000
/** Heads, and the rest of `hello`. */
const HELLO_BYTES = LIMITS.heads * 60 + 20_000

/** Groups of Ada and Ben, the first one changed last; returns their ids. */
const addGroups = ({ school }: Stage): string[] => {
  const [ada, ben] = [school.person(0), school.person(1)]
  const db = new BetterSqlite(`${school.data_dir}/lectern.db`, { timeout: 10_000 })
  const conversation = db.prepare(
    `INSERT INTO conversations (id, kind, title, title_key, created_by, created_at, changed_at, head, changed_seq,
       created_hash) VALUES (?, 'group', ?, ?, ?, ?, ?, 1, 1, '')`,
  )
  const member = db.prepare(
    'INSERT INTO members (conversation_id, user_id, joined_at, changed_seq) VALUES (?, ?, ?, 1)',
  )
  const ids: string[] = []
  db.transaction(() => {
    for (let at = 0; at < CONVERSATIONS; at++) {
      const id = crypto.randomUUID()
      const time = new Date(Date.UTC(2026, 0, 1) - at * 60_000).toISOString()
      conversation.run(id, `Group ${at}`, `group ${at}`, ada.user_id, time, time)
      for (const { user_id } of [ada, ben]) member.run(id, user_id, time)
      ids.push(id)
    }
  })()
  db.close()
  return ids
}

const helloOf = async ({ server }: Stage, { chat, person }: Device): Promise<string> => {
  const token = chat.session.accessToken.get() ?? ''
  const url = `ws://127.0.0.1:${server.port}/conversations/ws/user/${person.user_id}?token=${token}`
  const socket = new WebSocket(url, 'lectern.v1')
  const { data } = await new Promise<MessageEvent<string>>((resolve) => {
    socket.addEventListener('message', resolve, { once: true })
  })
  socket.close()
  return data
}

const contents = ({ chat }: Device, id: string) =>
  chat
    .conversation(id)
    .timeline.get()
    .rows.map(({ message }) => message.content)

test('S15 with 10,000 conversations hello is bounded, and messages in the last of them arrive', async () => {
  const stage = await Stage.set({ random: seededRandom(drawnSeed), size: 'small' })
  try {
    const ids = addGroups(stage)
    const last = ids.at(-2) ?? ''
    const { line, apiUrl } = await stage.line()
    const ada = await stage.device(0, { apiUrl })
    const ben = await stage.device(1)
    const hello = await helloOf(stage, ada)
    expect(Object.keys((JSON.parse(hello) as { heads: object }).heads)).toHaveLength(LIMITS.heads)
    expect(hello.length).toBeLessThan(HELLO_BYTES)
    await Promise.all([ada.open(last), ben.open(last)])
    // While she is connected.
    ben.send(last, 'to the last one')
    await until(() => contents(ada, last).includes('to the last one'), 'it arrives')
    // While she is not; a thousand others change after it.
    line.set({ refuse: true })
    line.cut()
    await until(() => !ada.online, 'Ada is offline')
    ben.send(last, 'meanwhile')
    await until(() => ben.pending === 0, 'it is sent')
    touch(stage.school.data_dir, ids.slice(0, 2 * LIMITS.heads))
    line.heal()
    await until(() => contents(ada, last).includes('meanwhile'), 'it arrives after the reconnection')
    expect(contents(ada, last)).toEqual(['to the last one', 'meanwhile'])
  } finally {
    await stage.close()
  }
})

/** Makes these conversations the last to have changed. */
const touch = (data_dir: string, ids: readonly string[]): void => {
  const db = new BetterSqlite(`${data_dir}/lectern.db`, { timeout: 10_000 })
  const statement = db.prepare(
    "UPDATE conversations SET changed_at = '2099-01-01T00:00:00.000Z' WHERE id = ?",
  )
  db.transaction(() => ids.forEach((id) => statement.run(id)))()
  db.close()
}
