import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { LIMITS } from '@lectern/protocol'
import { blobsFolder, databaseFile, keysFolder, type Config } from './config.ts'
import { assertInstalled, openDatabase, type Database } from './database.ts'
import { hasUsers } from './features/accounts/users-rows.ts'
import { ACCESS_TOKEN_MS } from './features/accounts/tokens.ts'
import { WriteBudgets } from './features/write-budgets.ts'
import type { Context, Events, Follower, LecternDb, UploadLimits } from './features/context.ts'
import { findEpoch, putEpoch } from './records/meta.ts'
import type { Tables } from './records/tables.ts'
import { openBlobs } from './open-blobs.ts'
import { MemoryBus, type Bus } from './platform/bus.ts'
import { systemRandom, timestamp, type Clock } from './platform/clock.ts'
import type { MigrationStep } from './platform/db/migrate.ts'
import { openNodeBus } from './open-node-bus.ts'
import { OperatorError } from './platform/errors.ts'
import { ExpiringMap } from './platform/expiring-map.ts'
import { mintId } from './platform/ids.ts'
import { Jobs } from './platform/jobs/jobs.ts'
import { Keys } from './platform/keys.ts'
import type { Log } from './platform/log.ts'
import { Limits } from './platform/limits.ts'
import { Media } from './platform/media/media.ts'
import { PostgresLocks, type Locks } from './platform/nodes/postgres-locks.ts'
import { Passwords, type PasswordCost } from './platform/passwords.ts'

const MAX_REMEMBERED = 50_000
/** Deleted text stays no longer in the log of the database. */
const EMPTY_LOG_MS = 10 * 60_000

export interface ContextOptions {
  data_dir: string
  /** By default SQLite in the data folder. */
  database_url?: string | undefined
  /** Tells the other nodes; only with `database_url`. A command tells nobody: the servers find what it wrote. */
  link?: { redis_url: string | undefined }
  clock: Clock
  log: Log
  password_cost?: PasswordCost
  /** By default none: the installation has a host of its own. */
  base_path?: string
  /** By default inside the data folder. */
  blobs_dir?: string
  /** By default none. */
  bucket?: Config['bucket']
  uploads?: UploadLimits
  /** Of the media processes; by default a share of what there is. */
  media_bytes?: number | undefined
  /** How many times the budgets of the contract a person has; by default once. */
  budget_factor?: number
  /** By default none. */
  followers?: readonly Follower[]
  /** For a command: neither makes an installation nor updates its schema. */
  existing?: boolean
  /** Called before each migration, which may take seconds. */
  onMigration?: ((step: MigrationStep) => void) | undefined
}

const UPLOADS: UploadLimits = { max_bytes: LIMITS.upload_bytes, user_bytes: 2 * 1024 ** 3 }

/**
 * Opens the data folder and upgrades its schema, for the server or a command beside it. Adds the parts to close
 * to `parts`, also when it throws.
 */
export const openContext = async (
  {
    data_dir,
    database_url,
    link,
    clock,
    log,
    password_cost,
    base_path = '',
    blobs_dir = blobsFolder(data_dir),
    bucket,
    uploads = UPLOADS,
    media_bytes,
    budget_factor = 1,
    followers = [],
    existing = false,
    onMigration,
  }: ContextOptions,
  parts: AsyncDisposableStack,
): Promise<Context> => {
  if (existing) assertInstalled({ data_dir, database_url })
  else makeDataFolder(data_dir)
  const report = (error: unknown): void => log.error({ err: error }, 'listener_failed')
  const database = parts.adopt(await openDatabase({ data_dir, database_url }, report), ({ db }) => db.close())
  const { db } = database
  if (existing) await assertUpToDate(database)
  else await migrateAll(database, { clock, log, onMigration })
  parts.adopt(
    clock.every(EMPTY_LOG_MS, () => database.emptyLog()),
    (timer) => timer.cancel(),
  )
  const epoch = await readEpoch(db, clock)
  const owner = mintId(clock)
  const local = new MemoryBus<Events>(report)
  const bus: Bus<Events> =
    link && database_url !== undefined
      ? parts.adopt(
          await openNodeBus({ local, node: owner, clock, log }, { ...link, database_url, epoch }),
          (nodes) => nodes.close(),
        )
      : local
  const limits = parts.adopt(new Limits<Events>(clock, bus), (all) => all.close())
  const jobs = new Jobs<Tables>({ db, bus, clock, log, owner, random: systemRandom })
  parts.adopt(jobs, () => jobs.close())
  return {
    db,
    clock,
    log,
    blobs: parts.adopt(await openBlobs({ blobs_dir, bucket }, clock), (blobs) => blobs.close()),
    // Closed before the jobs: a job that waits for a file then stops waiting, and is released.
    media: parts.adopt(new Media(clock, { memory_bytes: media_bytes }), (media) => media.close()),
    base_path,
    uploads,
    bus,
    jobs,
    epoch,
    keys: new Keys(keysFolder(data_dir), clock, ACCESS_TOKEN_MS, !(await hasUsers(db.read))),
    passwords: new Passwords(password_cost),
    tokens: new ExpiringMap(clock, MAX_REMEMBERED),
    sessions: new ExpiringMap(clock, MAX_REMEMBERED),
    followers,
    ...(bus.nodes && database_url !== undefined && { locks: openLocks(database_url, parts) }),
    limits,
    budgets: new WriteBudgets(limits, budget_factor),
    sends: limits.of('sends', { burst: LIMITS.sends, window_ms: LIMITS.send_window_ms }),
  }
}

const openLocks = (url: string, parts: AsyncDisposableStack): Locks =>
  parts.adopt(new PostgresLocks(url), (locks) => locks.close())

/** Other users of the machine cannot read it, nor what an older version has left open in it. */
export const makeDataFolder = (data_dir: string): void => {
  if (existsSync(data_dir)) return closeDataFolder(data_dir)
  mkdirSync(data_dir, { recursive: true, mode: 0o700 })
  chmodSync(data_dir, 0o700)
}

/** A folder without a database may be somebody else's, such as /tmp: its rights are not touched. */
const closeDataFolder = (data_dir: string): void => {
  const database = databaseFile(data_dir)
  if (!existsSync(database)) return
  try {
    chmodSync(data_dir, 0o700)
    for (const file of [database, `${database}-wal`, `${database}-shm`])
      if (existsSync(file)) chmodSync(file, 0o600)
  } catch (error) {
    // Of another user, who decides.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
  }
}

const migrateAll = async (
  database: Database,
  { clock, log, onMigration }: Pick<ContextOptions, 'clock' | 'log' | 'onMigration'>,
): Promise<void> => {
  const applied = await database.migrate(timestamp(clock.now()), onMigration)
  if (applied.length > 0) log.info({ applied }, 'migrated')
}

/** A command beside an older server must not pull the schema away from under it. */
const assertUpToDate = async (database: Database): Promise<void> => {
  if ((await database.pending()).length > 0)
    throw new OperatorError(
      `${database.name} belongs to an older version, and only \`lectern serve\` updates it.`,
    )
}

const readEpoch = async (db: LecternDb, clock: Clock): Promise<string> =>
  (await findEpoch(db.read)) ?? renewEpoch(db, clock)

/** Starts another log of changes. */
export const renewEpoch = async (db: LecternDb, clock: Clock): Promise<string> => {
  const epoch = mintId(clock)
  await db.write(({ query }) => putEpoch(query, epoch))
  return epoch
}
