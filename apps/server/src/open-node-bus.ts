// Joins the nodes of an installation: by Redis, or by the means of the database.
import type { Events } from './features/context.ts'
import type { Link } from './platform/nodes/link.ts'
import { NodeBus, type NodeBusOptions } from './platform/nodes/node-bus.ts'
import { PostgresLink } from './platform/nodes/postgres-link.ts'
import { RedisLink } from './platform/nodes/redis-link.ts'
import { inspectRedis, RedisAway } from './platform/nodes/redis-server.ts'

/** What the sockets, requests and jobs of other nodes wait for. Nobody else waits for `committed` and `window`. */
const SHARED = [
  'changed',
  'receipt',
  'typing',
  'connected',
  'node_left',
  'delta',
  'assistant_curbed',
  'session_revoked',
  'own_changed',
  'own_window',
  'viewed',
  'noticed',
  'notices_ended',
  'reports_changed',
  'inbox_changed',
  'job_queued',
  'job_ended',
  'frame_sent',
  'frame_taken',
  'spent',
  'upload_wanted',
  'unknown_failed',
  'expelled',
] as const satisfies (keyof Events)[]

export interface LinkPlace {
  database_url: string
  redis_url: string | undefined
  /** Of the database: installations may share a Redis. */
  epoch: string
}

type Parts = Pick<NodeBusOptions<Events>, 'local' | 'node' | 'clock' | 'log'>

/** @throws OperatorError for a Redis that cannot be used; one that is away may come back */
export const openNodeBus = async (parts: Parts, place: LinkPlace): Promise<NodeBus<Events>> =>
  new NodeBus({ ...parts, link: await openLink(parts, place), shared: SHARED })

const openLink = async (
  { clock, log }: Parts,
  { database_url, redis_url, epoch }: LinkPlace,
): Promise<Link> => {
  if (redis_url === undefined) return new PostgresLink(database_url, clock)
  try {
    await inspectRedis(redis_url)
  } catch (error) {
    if (!(error instanceof RedisAway)) throw error
    log.warn({ reason: error.message }, 'redis_away')
  }
  return new RedisLink(redis_url, `lectern:${epoch}`)
}
