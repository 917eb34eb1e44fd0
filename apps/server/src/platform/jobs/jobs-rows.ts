// The statements of the queue.
import type { Kysely } from 'kysely'
import { SKIP_LOCKED } from '../db/fragments.ts'
import { mutation, selection } from '../db/statement.ts'

export interface JobsTable {
  kind: string
  key: string
  effect: string
  payload: string
  run_at: string
  attempt: number
  claim: string | null
  /** The process that runs it, or that ran it if its lease has expired. */
  owner: string | null
  lease_until: string | null
  again_at: string | null
  last_error: string | null
  created_at: string
  dead_at: string | null
}

type NewJob = Pick<JobsTable, 'kind' | 'key' | 'effect' | 'payload' | 'run_at' | 'created_at'>

const insert = `
  INSERT INTO jobs (kind, key, effect, payload, run_at, created_at) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (kind, key)`

// The last request counts. During a run it is stored beside the run; a dead job comes back to life.
const upsert = mutation(`${insert} DO UPDATE SET
  effect = excluded.effect,
  payload = excluded.payload,
  run_at = CASE WHEN jobs.lease_until IS NULL THEN excluded.run_at ELSE jobs.run_at END,
  again_at = CASE WHEN jobs.lease_until IS NULL THEN NULL ELSE excluded.run_at END,
  attempt = CASE WHEN jobs.dead_at IS NULL THEN jobs.attempt ELSE 0 END,
  dead_at = NULL`)
// As `upsert`, but a job that waits for its time keeps it.
const upsertPatient = mutation(`${insert} DO UPDATE SET
  effect = excluded.effect,
  payload = excluded.payload,
  run_at = CASE WHEN jobs.dead_at IS NULL THEN jobs.run_at ELSE excluded.run_at END,
  again_at = CASE WHEN jobs.lease_until IS NULL THEN NULL ELSE excluded.run_at END,
  attempt = CASE WHEN jobs.dead_at IS NULL THEN jobs.attempt ELSE 0 END,
  dead_at = NULL`)
const insertAbsent = mutation(`${insert} DO NOTHING`)

const valuesOf = ({ kind, key, effect, payload, run_at, created_at }: NewJob) => [
  kind,
  key,
  effect,
  payload,
  run_at,
  created_at,
]

/** `patient`: a job that waits for its time keeps it. */
export const putJob = async <Tables>(query: Kysely<Tables>, job: NewJob, patient = false): Promise<void> =>
  void (await (patient ? upsertPatient : upsert)(query, valuesOf(job)))

/** Unless there is one. */
export const insertJob = async <Tables>(query: Kysely<Tables>, job: NewJob): Promise<void> =>
  void (await insertAbsent(query, valuesOf(job)))

/** Free to be claimed. A lease that ends far ahead is from before the clock was set back. */
const DUE = `kind = ? AND dead_at IS NULL AND run_at <= ?
  AND (lease_until IS NULL OR lease_until <= ? OR lease_until > ?)`

/** The times that decide whether a job is free. */
export interface Moment {
  now: string
  /** No lease can end later than this. */
  longest: string
}

const dueParameters = (kind: string, { now, longest }: Moment) => [kind, now, now, longest]

// Index: jobs_by_run.
const anyDue = selection<{ key: string }>(`SELECT key FROM jobs WHERE ${DUE} LIMIT 1`)

export const hasDue = async <Tables>(query: Kysely<Tables>, kind: string, moment: Moment): Promise<boolean> =>
  (await anyDue(query, dueParameters(kind, moment))).length > 0

// Index: jobs_by_run.
const claim = selection<JobsTable>(`
  WITH due AS MATERIALIZED (
    SELECT kind, key FROM jobs WHERE ${DUE} ORDER BY run_at, key LIMIT ? ${SKIP_LOCKED})
  UPDATE jobs SET claim = ?, owner = ?, lease_until = ?, attempt = attempt + 1
  WHERE (kind, key) IN (SELECT kind, key FROM due)
  RETURNING kind, key, effect, payload, run_at, attempt, claim, owner, lease_until, again_at, last_error, created_at,
    dead_at`)

export interface Claim extends Moment {
  kind: string
  claim: string
  owner: string
  lease_until: string
  limit: number
}

/** Claims the due jobs, the longest waiting first. */
export const claimDue = async <Tables>(query: Kysely<Tables>, wanted: Claim): Promise<JobsTable[]> => {
  const { kind, owner, limit } = wanted
  const given = [wanted.claim, owner, wanted.lease_until]
  const rows = await claim(query, [...dueParameters(kind, wanted), limit, ...given])
  return rows.sort((a, b) => (`${a.run_at} ${a.key}` < `${b.run_at} ${b.key}` ? -1 : 1))
}

// Index: jobs_by_run.
const exhausted = selection<{ key: string }>(`
  UPDATE jobs SET dead_at = ?, last_error = ?, claim = NULL, owner = NULL, lease_until = NULL
  WHERE ${DUE} AND lease_until IS NOT NULL AND attempt >= ?
  RETURNING key`)

/** Jobs whose worker died in their last attempt. Returns their keys. */
export const buryExhausted = async <Tables>(
  query: Kysely<Tables>,
  kind: string,
  moment: Moment,
  { attempts, last_error }: { attempts: number; last_error: string },
): Promise<string[]> => {
  const rows = await exhausted(query, [moment.now, last_error, ...dueParameters(kind, moment), attempts])
  return rows.map(({ key }) => key)
}

// Reads all of jobs: once, when a process starts. NULL is the owner of jobs from before owners were stored.
const endLeases = mutation(`
  UPDATE jobs SET lease_until = ? WHERE lease_until > ? AND (owner IS NULL OR owner <> ?)`)

/** Ends the leases of every other owner now, as if they had expired. Returns their number. */
export const endLeasesOfOthers = <Tables>(
  query: Kysely<Tables>,
  owner: string,
  now: string,
): Promise<number> => endLeases(query, [now, now, owner])

/** The id of a claimed job: another claim is another attempt. */
export interface ClaimedJob {
  kind: string
  key: string
  claim: string
}

const HELD = 'kind = ? AND key = ? AND claim = ?'
const FREE = 'claim = NULL, owner = NULL, lease_until = NULL, again_at = NULL'
const heldParameters = ({ kind, key, claim }: ClaimedJob) => [kind, key, claim]

// All by primary key.
const extend = mutation(`UPDATE jobs SET lease_until = ? WHERE ${HELD}`)
const remove = mutation(`DELETE FROM jobs WHERE ${HELD} AND again_at IS NULL`)
const begin = mutation(`
  UPDATE jobs SET ${FREE}, run_at = CASE WHEN again_at IS NULL THEN ? ELSE again_at END, attempt = 0, last_error = NULL
  WHERE ${HELD}`)
const postpone = mutation(
  `UPDATE jobs SET ${FREE}, run_at = ?, last_error = ?, attempt = attempt - ? WHERE ${HELD}`,
)
const bury = mutation(`
  UPDATE jobs SET ${FREE}, dead_at = ?, last_error = ? WHERE ${HELD} AND again_at IS NULL`)
const startOver = mutation(`UPDATE jobs SET ${FREE}, run_at = ?, last_error = ?, attempt = 0 WHERE ${HELD}`)

/** `false` if the lease was lost. */
export const extendLease = async <Tables>(
  query: Kysely<Tables>,
  held: ClaimedJob,
  lease_until: string,
): Promise<boolean> => (await extend(query, [lease_until, ...heldParameters(held)])) === 1

/** The job is done, unless it was requested again meanwhile. `false` if the lease was lost. */
export const endJob = async <Tables>(
  query: Kysely<Tables>,
  held: ClaimedJob,
  now: string,
): Promise<boolean> => (await remove(query, heldParameters(held))) === 1 || repeatJob(query, held, now)

/** Runs again at `run_at`, or when it was requested again meanwhile. `false` if the lease was lost. */
export const repeatJob = async <Tables>(
  query: Kysely<Tables>,
  held: ClaimedJob,
  run_at: string,
): Promise<boolean> => (await begin(query, [run_at, ...heldParameters(held)])) === 1

export interface Failure {
  run_at: string
  last_error: string
}

export const retryJob = async <Tables>(
  query: Kysely<Tables>,
  held: ClaimedJob,
  { run_at, last_error }: Failure,
): Promise<void> => void (await postpone(query, [run_at, last_error, 0, ...heldParameters(held)]))

/** Released unfinished: the attempt does not count. */
export const releaseJob = async <Tables>(
  query: Kysely<Tables>,
  held: ClaimedJob,
  { run_at, last_error }: { run_at: string; last_error: string | null },
): Promise<void> => void (await postpone(query, [run_at, last_error, 1, ...heldParameters(held)]))

/**
 * The job is dead, unless it was requested again meanwhile: then it runs again at `run_at`. Returns whether it
 * is dead.
 */
export const buryJob = async <Tables>(
  query: Kysely<Tables>,
  held: ClaimedJob,
  { run_at, last_error }: Failure,
  now: string,
): Promise<boolean> => {
  if ((await bury(query, [now, last_error, ...heldParameters(held)])) === 1) return true
  await startOver(query, [run_at, last_error, ...heldParameters(held)])
  return false
}

// By primary key.
const pending = selection<{ key: string }>(`
  SELECT key FROM jobs WHERE kind = ? AND key = ? AND dead_at IS NULL AND (lease_until IS NOT NULL OR run_at <= ?)`)

/** Whether the job runs, or is about to. */
export const isPending = async <Tables>(
  query: Kysely<Tables>,
  { kind, key }: { kind: string; key: string },
  now: string,
): Promise<boolean> => (await pending(query, [kind, key, now])).length > 0

export interface KindCount {
  kind: string
  waiting: number
  running: number
  dead: number
  /** The due time of the longest waiting job. */
  oldest: string | null
}

// Reads all of jobs: only for people.
const counts = selection<KindCount>(`
  SELECT kind, count(CASE WHEN dead_at IS NULL AND lease_until IS NULL THEN 1 END) AS waiting,
    count(lease_until) AS running, count(dead_at) AS dead,
    min(CASE WHEN dead_at IS NULL AND lease_until IS NULL AND run_at <= ? THEN run_at END) AS oldest
  FROM jobs GROUP BY kind ORDER BY kind`)

export const countJobs = <Tables>(query: Kysely<Tables>, now: string): Promise<KindCount[]> =>
  counts(query, [now])

export type FailedJob = Pick<JobsTable, 'kind' | 'key' | 'attempt' | 'last_error' | 'dead_at'>

// Reads all of jobs: only for people.
const failed = selection<FailedJob>(`
  SELECT kind, key, attempt, last_error, dead_at FROM jobs WHERE last_error IS NOT NULL OR dead_at IS NOT NULL
  ORDER BY dead_at DESC NULLS LAST, kind, key LIMIT ?`)

/** Dead ones, and those that failed and are tried again. */
export const failedJobs = <Tables>(query: Kysely<Tables>, limit: number): Promise<FailedJob[]> =>
  failed(query, [limit])

// By primary key.
const revive = mutation(
  'UPDATE jobs SET dead_at = NULL, attempt = 0, run_at = ? WHERE kind = ? AND key = ? AND dead_at IS NOT NULL',
)
const drop = mutation('DELETE FROM jobs WHERE kind = ? AND key = ? AND dead_at IS NOT NULL')

/** `false` unless it is dead. */
export const reviveJob = async <Tables>(
  query: Kysely<Tables>,
  { kind, key }: Pick<JobsTable, 'kind' | 'key'>,
  now: string,
): Promise<boolean> => (await revive(query, [now, kind, key])) === 1

/** `false` unless it is dead. */
export const dropJob = async <Tables>(
  query: Kysely<Tables>,
  { kind, key }: Pick<JobsTable, 'kind' | 'key'>,
): Promise<boolean> => (await drop(query, [kind, key])) === 1
