// What a message, a delivered frame and a connection cost, on SQLite and on PostgreSQL with one to three servers.
//
//   npm run build && node --conditions=lectern-source bench/nodes.ts [sends]
//
// Seconds of processor are counted and not seconds of the clock, for the servers and for the database apart: on a machine with few
// cores the senders, the servers and the database share them, and several servers would look like one. One core that does
// nothing else takes as many messages a second as one second has room for. PostgreSQL flushes each commit, as in earnest.
import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '@lectern/protocol'
import { systemClock } from '../apps/server/src/platform/clock.ts'
import { mintId } from '../apps/server/src/platform/ids.ts'
import { ask, makeDatabase, PostgresServer } from '../apps/server/src/testing/postgres-server.ts'
import { School } from '../reliability/school.ts'
import { needProgram } from '../scripts/programs.ts'
import { Api } from './api.ts'
import { startServer } from './start-server.ts'

/** Sends that are measured at once; the cheapest of three is the one that others disturbed least. */
const SENDS = Number(process.argv[2] ?? 1_000)
const BATCHES = 3
const SENDERS = 40
const PEOPLE = 200
const SOCKETS_EACH = 10
const CONTENT = 'x'.repeat(200)
/** Conversations of all: a person may send so many messages to each. */
const CROWDS = 20
const CROWD_MESSAGES = 20
const TICKS_PER_S = 100

interface Node {
  child: ChildProcess
  port: number
}

const statOf = (pid: number): string[] => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    // It has ended meanwhile, and counts for whoever started it.
    return []
  }
}

const secondsOf = (ticks: readonly (string | undefined)[]): number =>
  ticks.reduce((sum, each) => sum + Number(each ?? 0), 0) / TICKS_PER_S

/** Seconds of processor that a process has used. */
const cpuOf = (pid: number): number => secondsOf(statOf(pid).slice(11, 13))

/** Of a process and of those that it started, also those that have ended. */
const cpuOfAll = (pid: number): number => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
  return children.reduce((sum, child) => sum + cpuOf(Number(child)), secondsOf(statOf(pid).slice(11, 15)))
}

const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024

/** What the servers have written to their files. */
const writtenBy = (pid: number): number =>
  Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${pid}/io`, 'utf8'))?.[1])

const pidOf = ({ child }: Node): number => child.pid ?? 0

interface Cost {
  server: number
  database: number
}

class Trial {
  readonly #nodes: readonly Node[]
  readonly #school: School
  readonly #postgres: { pid: number; url: string } | undefined

  constructor(nodes: readonly Node[], school: School, postgres: { pid: number; url: string } | undefined) {
    this.#nodes = nodes
    this.#school = school
    this.#postgres = postgres
  }

  #cost(): Cost {
    return {
      server: this.#nodes.reduce((sum, node) => sum + cpuOf(pidOf(node)), 0),
      database: this.#postgres ? cpuOfAll(this.#postgres.pid) : 0,
    }
  }

  async #during<T>(work: () => Promise<T>): Promise<{ cost: Cost; result: T }> {
    const before = this.#cost()
    const result = await work()
    const after = this.#cost()
    return {
      result,
      cost: { server: after.server - before.server, database: after.database - before.database },
    }
  }

  #apis(index: number, connections: number): Api[] {
    return this.#nodes.map(({ port }) => {
      const api = new Api(port, connections)
      api.use(this.#school.person(index).access_token)
      return api
    })
  }

  async #makeConversations(api: Api, count: number, member_ids: readonly string[]): Promise<string[]> {
    const ids = Array.from({ length: count }, () => mintId(systemClock))
    for (const id of ids)
      await api.call('POST', '/conversations', { id, kind: 'group', title: id, member_ids })
    return ids
  }

  /** Sends to conversations of three that nobody looks at. */
  async sends() {
    const apis = this.#apis(0, SENDERS)
    const [first] = apis
    if (!first) throw new Error('there is a server')
    const others = [1, 2].map((index) => this.#school.person(index).user_id)
    const conversations = await this.#makeConversations(first, 300, others)
    const written = () => this.#nodes.reduce((sum, node) => sum + writtenBy(pidOf(node)), 0)
    const run = async (count: number): Promise<void> => {
      let left = count
      const send = async (api: Api): Promise<void> => {
        while (left-- > 0) {
          const id = conversations[left % conversations.length]
          await api.call('POST', `/conversations/${id}/messages`, {
            id: mintId(systemClock),
            content: CONTENT,
          })
        }
      }
      const senders = Array.from({ length: SENDERS }, (_, index) => apis[index % apis.length] ?? first)
      await Promise.all(senders.map(send))
    }
    await run(SENDS * apis.length)
    const [wal, bytes] = [await this.#wal(), written()]
    const costs: Cost[] = []
    const begun = performance.now()
    for (let batch = 0; batch < BATCHES; batch++) costs.push((await this.#during(() => run(SENDS))).cost)
    const seconds = (performance.now() - begun) / 1_000
    const walled = (await this.#wal()) - wal
    const least = (part: keyof Cost) =>
      Math.round((Math.min(...costs.map((cost) => cost[part])) / SENDS) * 1e6)
    const result = BATCHES * SENDS
    for (const api of apis) api.close()
    return {
      'sends/s here': Math.round(result / seconds),
      'server µs/send': least('server'),
      'database µs/send': least('database'),
      'written B/send': Math.round((this.#postgres ? walled : written() - bytes) / result),
    }
  }

  async #wal(): Promise<number> {
    if (!this.#postgres) return 0
    const [row] = await ask<{ bytes: number }>(
      this.#postgres.url,
      "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') AS bytes",
      [],
    )
    return row?.bytes ?? 0
  }

  /** Sockets of many people; a message in a conversation of all. */
  async crowd() {
    const people = Array.from({ length: PEOPLE }, (_, index) => this.#school.person(index))
    const [first] = this.#apis(0, 1)
    if (!first) throw new Error('there is a server')
    const ids = await this.#makeConversations(
      first,
      CROWDS,
      people.slice(1).map(({ user_id }) => user_id),
    )
    await sleep(1_000)
    const memory = () => this.#nodes.reduce((sum, node) => sum + memoryOf(pidOf(node)), 0)
    const before = memory()
    let frames = 0
    const sockets: WebSocket[] = []
    for (let each = 0; each < SOCKETS_EACH; each++) {
      const opened = people.map(async ({ access_token, user_id }, index) => {
        const { port } = this.#nodes[(index + each) % this.#nodes.length] ?? { port: 0 }
        const socket = new WebSocket(
          `ws://127.0.0.1:${port}/conversations/ws/user/${user_id}?token=${access_token}`,
        )
        sockets.push(socket)
        await new Promise((resolve, reject) => {
          socket.addEventListener('open', resolve)
          socket.addEventListener('error', () => reject(new Error('a socket was refused')))
        })
        socket.addEventListener('message', ({ data }) => {
          if (String(data).includes(CONTENT)) frames++
        })
      })
      await Promise.all(opened)
    }
    await sleep(2_000)
    const grown = memory() - before
    const { cost: idle } = await this.#during(() => sleep(10_000))
    const { cost } = await this.#during(async () => {
      for (let sent = 0; sent < CROWD_MESSAGES; sent++) {
        const id = ids[sent % ids.length]
        await first.call('POST', `/conversations/${id}/messages`, {
          id: mintId(systemClock),
          content: CONTENT,
        })
        await sleep((1.2 * LIMITS.send_window_ms) / LIMITS.sends / CROWDS)
      }
      const end = performance.now() + 20_000
      while (frames < CROWD_MESSAGES * sockets.length && performance.now() < end) await sleep(50)
    })
    for (const socket of sockets) socket.close()
    first.close()
    return {
      'KiB/socket': Math.round(grown / sockets.length / 1024),
      'idle µs/socket/s': Number(((idle.server / 10 / sockets.length) * 1e6).toFixed(1)),
      'idle database µs/person/s': Number(((idle.database / 10 / PEOPLE) * 1e6).toFixed(1)),
      'frames lost': CROWD_MESSAGES * sockets.length - frames,
      'server µs/frame': Math.round((cost.server / frames) * 1e6),
    }
  }
}

const run = async (count: number, postgres: PostgresServer | undefined) => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
  const made = postgres ? await makeDatabase(postgres.url('postgres')) : undefined
  const school = await School.found(PEOPLE, folder, made?.url)
  const settings: Record<string, string> = { ...(made && { LECTERN_DATABASE_URL: made.url }) }
  const nodes: Node[] = []
  for (let index = 0; index < count; index++) nodes.push(await startServer(school.data_dir, settings))
  try {
    const trial = new Trial(
      nodes,
      school,
      postgres && made ? { pid: postgres.pid, url: made.url } : undefined,
    )
    return { ...(await trial.crowd()), ...(await trial.sends()) }
  } finally {
    for (const { child } of nodes) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
    rmSync(folder, { recursive: true })
    await made?.drop()
  }
}

const postgres = await PostgresServer.start(needProgram('initdb'), { fsync: 'on', full_page_writes: 'on' })
try {
  const rows: Record<string, Awaited<ReturnType<typeof run>>> = {}
  rows['SQLite, 1 server'] = await run(1, undefined)
  for (const count of [1, 2, 3]) {
    rows[`PostgreSQL, ${count} server${count > 1 ? 's' : ''}`] = await run(count, postgres)
    console.table(rows)
  }
} finally {
  await postgres.stop()
}
