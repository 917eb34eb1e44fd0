// How many messages a second does a real server take over HTTP, each flushed to disk before its answer?
//
//   npm run build && node --conditions=lectern-source bench/durable-send.ts [seconds] [senders]
//
// The server is a child process with its own data folder; the senders are keep-alive connections of this process with one
// send in flight each. Conversations are many, because a person may send 20 messages in 10 seconds to each.
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHistogram } from 'node:perf_hooks'
import { LIMITS, type ConversationList } from '@lectern/protocol'
import { mintId } from '../apps/server/src/platform/ids.ts'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import { Api } from './api.ts'
import { startServer } from './start-server.ts'

const SECONDS = Number(process.argv[2] ?? 8)
const SENDERS = Number(process.argv[3] ?? 100)
const WARM_UP_SECONDS = 2
const CONTENT = 'x'.repeat(200)
/** Enough conversations for this many sends a second within the rate limit. */
const EXPECTED_PER_SECOND = 10_000

const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))

/** Does `work` for every item, `SENDERS` at a time. */
const inParallel = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> => {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}

const makeConversations = async (api: Api): Promise<string[]> => {
  const { conversations } = await api.call<ConversationList>('GET', '/conversations')
  const members = conversations[0]?.members.map(({ user_id }) => user_id) ?? []
  const seconds = SECONDS + WARM_UP_SECONDS
  const allowed = LIMITS.sends * (1 + (seconds * 1_000) / LIMITS.send_window_ms)
  const ids = Array.from({ length: Math.ceil((EXPECTED_PER_SECOND * seconds) / allowed) }, () =>
    mintId(systemClock),
  )
  await inParallel(ids, (id) =>
    api.call('POST', '/conversations', { id, kind: 'group', title: `Group ${id}`, member_ids: members }),
  )
  return ids
}

/** Sends for this long; returns the latencies in microseconds and the number of answers. */
const send = async (api: Api, conversations: readonly string[], seconds: number) => {
  const latency = createHistogram({ lowest: 1, highest: 60_000_000, figures: 3 })
  const end = performance.now() + seconds * 1_000
  let next = 0
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (performance.now() < end) {
        const id = conversations[next++ % conversations.length]
        const begun = performance.now()
        await api.call('POST', `/conversations/${id}/messages`, { id: mintId(systemClock), content: CONTENT })
        latency.record(Math.max(1, Math.round((performance.now() - begun) * 1_000)))
      }
    }),
  )
  return latency
}

const { child, port } = await startServer(folder, { LECTERN_DEMO: '1' })
const api = new Api(port, SENDERS)
try {
  await api.signIn('ada@example.edu')
  const conversations = await makeConversations(api)
  await send(api, conversations, WARM_UP_SECONDS)
  const before = process.cpuUsage()
  const latency = await send(api, conversations, SECONDS)
  const { user, system } = process.cpuUsage(before)
  console.table({
    senders: SENDERS,
    conversations: conversations.length,
    sends_per_s: Math.round(latency.count / SECONDS),
    p50_ms: latency.percentile(50) / 1_000,
    p99_ms: latency.percentile(99) / 1_000,
    max_ms: latency.max / 1_000,
    generator_cpu_share: Number(((user + system) / 1e6 / SECONDS).toFixed(2)),
  })
} finally {
  api.close()
  child.kill('SIGTERM')
  await once(child, 'exit')
  rmSync(folder, { recursive: true, force: true })
}
