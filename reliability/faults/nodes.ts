// Three servers on one PostgreSQL, joined by one Redis. Each device reaches its own of them by a line that leads to another one
// while that is away, as a load balancer would.
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../apps/server/src/testing/free-port.ts'
import { PostgresServer, makeDatabase } from '../../apps/server/src/testing/postgres-server.ts'
import { RedisProcess } from '../../apps/server/src/testing/redis-process.ts'
import { needProgram } from '../../scripts/programs.ts'
import type { Device } from '../device.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { FaultProxy } from '../fault-proxy.ts'
import { play } from '../play.ts'
import { pick, type Random } from '../random.ts'
import { ServerProcess } from '../server-process.ts'
import type { Stage } from '../stage.ts'

const NODES = 3
const MESSAGES = 10
/** A person writes; the fault comes in between. */
const PAUSE_MS = 60
/** The comparison of heads, while hints are lost. */
const LATE_MS = 6_000

interface Node {
  server: ServerProcess
  env: Record<string, string>
  /** Its devices come by this. */
  line: FaultProxy
  apiUrl: string
  /** Its way to Redis. */
  hints: FaultProxy
}

class Nodes {
  readonly all: Node[] = []
  readonly redis: RedisProcess
  readonly postgres: PostgresServer
  readonly #stage: Stage

  constructor(stage: Stage, postgres: PostgresServer, redis: RedisProcess) {
    this.#stage = stage
    this.postgres = postgres
    this.redis = redis
  }

  add(node: Node): void {
    this.all.push(node)
  }

  /** Its devices go elsewhere, until it is back. */
  async without(index: number, how: 'kill' | 'stop', meanwhile: () => Promise<void>): Promise<void> {
    const node = this.all[index]
    const other = this.all[(index + 1) % NODES]
    if (!node || !other) throw new Error(`there is no node ${index}`)
    node.line.retarget(other.server.port)
    await node.server[how]()
    await meanwhile()
    node.server = await ServerProcess.start(this.#stage.school.data_dir, node.server.port, node.env)
    if (index === 0) this.#stage.server = node.server
    node.line.retarget(node.server.port)
  }
}

interface Disturbance {
  nodes: Nodes
  random: Random
  /** Everybody writes. */
  talk(): Promise<void>
}

type Disturb = (during: Disturbance) => Promise<void>

const PORT = (url: string): number => Number(new URL(url).port)

/** The other two nodes, and a device at each. */
const join = async (
  stage: Stage,
  nodes: Nodes,
  { env, first }: { env: Record<string, string>; first: FaultProxy },
): Promise<Device[]> => {
  const devices: Device[] = []
  for (let index = 0; index < NODES; index++) {
    const hints = index === 0 ? first : await FaultProxy.listen(PORT(nodes.redis.url))
    const own = { ...env, LECTERN_REDIS_URL: `redis://127.0.0.1:${hints.port}` }
    const server =
      index === 0 ? stage.server : await ServerProcess.start(stage.school.data_dir, await freePort(), own)
    const { line, apiUrl } = await stage.line()
    line.retarget(server.port)
    nodes.add({ server, env: own, line, apiUrl, hints })
    devices.push(await stage.device(index, { apiUrl }))
  }
  return devices
}

const onNodes =
  (disturb: Disturb) =>
  async (options: FaultOptions): Promise<FaultResult> => {
    const postgres = await PostgresServer.start(needProgram('initdb'))
    const redis = await RedisProcess.start(needProgram('redis-server'))
    const first = await FaultProxy.listen(PORT(redis.url))
    const { url } = await makeDatabase(postgres.url('postgres'))
    const env = { LECTERN_DATABASE_URL: url }
    let nodes: Nodes | undefined
    try {
      return await play(options, {
        stage: {
          database_url: url,
          env: { ...env, LECTERN_REDIS_URL: `redis://127.0.0.1:${first.port}` },
        },
        cast: (stage) => join(stage, (nodes = new Nodes(stage, postgres, redis)), { env, first }),
        trial: async ({ stage, cast, random, trial }) => {
          if (!nodes) throw new Error('there are no nodes')
          const conversation_id = await stage.conversation(
            pick(() => 0, cast),
            [1, 2],
          )
          const talk = async () => {
            for (let said = 0; said < MESSAGES; said++) {
              pick(random, cast).send(conversation_id, `${trial} ${said} ${random()}`)
              await sleep(PAUSE_MS)
            }
          }
          await talk()
          await disturb({ nodes, random, talk })
          await talk()
          return { recovery_ms: [await stage.recovery()], judge: { agreeWithinMs: 2 * LATE_MS } }
        },
      })
    } finally {
      for (const { server, hints } of nodes?.all ?? []) {
        await server.kill()
        await hints.close()
      }
      await redis.stop()
      await postgres.stop()
    }
  }

const anyNode = (random: Random): number => Math.floor(random() * NODES)

const nodeKilled: Disturb = ({ nodes, random, talk }) => nodes.without(anyNode(random), 'kill', talk)

const rollingRestart: Disturb = async ({ nodes, talk }) => {
  for (let index = 0; index < NODES; index++) await nodes.without(index, 'stop', talk)
}

/** It stores nothing, so that it comes back as if it had been flushed. */
const redisStopped: Disturb = async ({ nodes: { redis }, talk }) => {
  await redis.stop()
  await talk()
  await redis.start()
}

const postgresRestarted: Disturb = async ({ nodes: { postgres }, talk }) => {
  await postgres.halt()
  await talk()
  await postgres.start()
}

/** Its connections take what it tells and lose it, and bring nothing. */
const nodesApart: Disturb = async ({ nodes: { all }, random, talk }) => {
  const { hints } = pick(random, all)
  hints.set({ up: { black_hole: true }, down: { black_hole: true } })
  await talk()
  hints.heal()
}

const PASS = 'nothing is lost, doubled or out of order on any screen'
const row = (name: string, fault: string, disturb: Disturb, full: number): Fault => ({
  name,
  fault: `three nodes: ${fault}`,
  pass: PASS,
  waits: false,
  trials: { ci: 1, full },
  run: onNodes(disturb),
})

export const nodeFaults: readonly Fault[] = [
  row('node-killed', 'one is killed while all write', nodeKilled, 300),
  row('redis-stopped', 'Redis is stopped, and comes back empty', redisStopped, 100),
  row('postgres-restarted', 'PostgreSQL is restarted', postgresRestarted, 100),
  row('rolling-restart', 'one after the other is restarted under load', rollingRestart, 100),
  row('nodes-apart', 'one no longer hears the others, nor they it', nodesApart, 100),
]
