import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { LIMITS } from '@lectern/protocol'
import { blobsFolder, databaseFile, keysFolder } from './config.ts'
import { ACCESS_TOKEN_MS } from './features/accounts/tokens.ts'
import { WriteBudgets } from './features/write-budgets.ts'
import type { Context, Events, Follower, LecternDb, UploadLimits } from './features/context.ts'
import { findEpoch, putEpoch } from './records/meta.ts'
import type { Tables } from './records/tables.ts'
import { Blobs } from './platform/blobs.ts'
import { MemoryBus } from './platform/bus.ts'
import { systemRandom, timestamp, type Clock } from './platform/clock.ts'
import { migrate } from './platform/db/migrate.ts'
import { openSqlite } from './platform/db/sqlite.ts'
import { ExpiringMap } from './platform/expiring-map.ts'
import { mintId } from './platform/ids.ts'
import { Jobs } from './platform/jobs/jobs.ts'
import { Keys } from './platform/keys.ts'
import type { Log } from './platform/log.ts'
import { Media } from './platform/media/media.ts'
import { Passwords, type PasswordCost } from './platform/passwords.ts'
import { RateLimit } from './platform/rate-limit.ts'

export const MIGRATIONS = fileURLToPath(new URL('../migrations/sqlite', import.meta.url))
const MAX_REMEMBERED = 50_000

export interface ContextOptions {
  data_dir: string
  clock: Clock
  log: Log
  password_cost?: PasswordCost
  /** By default inside the data folder. */
  blobs_dir?: string
  uploads?: UploadLimits
  /** How many times the budgets of the contract a person has; by default once. */
  budget_factor?: number
  /** By default none. */
  followers?: readonly Follower[]
}

const UPLOADS: UploadLimits = { max_bytes: LIMITS.upload_bytes, user_bytes: 2 * 1024 ** 3 }

/**
 * Opens the data folder and upgrades its schema, for the server or a command beside it. Adds the parts to close
 * to `parts`, also when it throws.
 */
export const openContext = async (
  {
    data_dir,
    clock,
    log,
    password_cost,
    blobs_dir = blobsFolder(data_dir),
    uploads = UPLOADS,
    budget_factor = 1,
    followers = [],
  }: ContextOptions,
  parts: AsyncDisposableStack,
): Promise<Context> => {
  makeDataFolder(data_dir)
  const report = (error: unknown): void => log.error({ err: error }, 'listener_failed')
  const db = openDatabase(data_dir, parts, report)
  const applied = migrate(db.handle, MIGRATIONS, timestamp(clock.now()))
  if (applied.length > 0) log.info({ applied }, 'migrated')
  const bus = new MemoryBus<Events>(report)
  const jobs = new Jobs<Tables>({ db, bus, clock, log, owner: mintId(clock), random: systemRandom })
  parts.adopt(jobs, () => jobs.close())
  return {
    db,
    clock,
    log,
    blobs: new Blobs(blobs_dir),
    // Closed before the jobs: a job that waits for a file then stops waiting, and is released.
    media: parts.adopt(new Media(clock), (media) => media.close()),
    uploads,
    bus,
    jobs,
    epoch: await readEpoch(db, clock),
    keys: new Keys(keysFolder(data_dir), clock, ACCESS_TOKEN_MS),
    passwords: new Passwords(password_cost),
    tokens: new ExpiringMap(clock, MAX_REMEMBERED),
    sessions: new ExpiringMap(clock, MAX_REMEMBERED),
    followers,
    budgets: new WriteBudgets(clock, budget_factor),
    sends: new RateLimit(clock, { burst: LIMITS.sends, window_ms: LIMITS.send_window_ms }),
  }
}

const openDatabase = (data_dir: string, parts: AsyncDisposableStack, report: (error: unknown) => void) =>
  parts.adopt(openSqlite<Tables>(databaseFile(data_dir), report), (db) => db.close())

/** Other users of the machine cannot read it. An existing folder keeps its rights: `doctor` reports them. */
export const makeDataFolder = (data_dir: string): void => {
  if (existsSync(data_dir)) return
  mkdirSync(data_dir, { recursive: true, mode: 0o700 })
  chmodSync(data_dir, 0o700)
}

const readEpoch = async (db: LecternDb, clock: Clock): Promise<string> =>
  (await findEpoch(db.read)) ?? renewEpoch(db, clock)

/** Starts another log of changes. */
export const renewEpoch = async (db: LecternDb, clock: Clock): Promise<string> => {
  const epoch = mintId(clock)
  await db.write(({ query }) => putEpoch(query, epoch))
  return epoch
}
