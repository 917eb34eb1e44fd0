// The findings of `lectern doctor` about the job queue.
import { parseTimestamp, timestamp } from '../platform/clock.ts'
import type { LecternDb } from '../features/context.ts'
import type { openSqlite } from '../platform/db/sqlite.ts'
import { countJobs, failedJobs, type FailedJob, type KindCount } from '../platform/jobs/jobs-rows.ts'
import type { Tables } from '../records/tables.ts'
import type { Finding } from './doctor.ts'

const SHOWN = 20

export const examineJobs = async (
  { handle, read }: ReturnType<typeof openSqlite<Tables>>,
  now: number,
): Promise<Finding[]> => {
  // A database from before the job queue is upgraded at the next start.
  const has = handle.prepare("SELECT 1 FROM sqlite_master WHERE name = 'jobs'").get()
  return has ? jobFindings({ read }, now) : []
}

/** For a database whose schema is up to date. */
export const jobFindings = async ({ read }: Pick<LecternDb, 'read'>, now: number): Promise<Finding[]> => {
  const counts = await countJobs(read, timestamp(now))
  const failed = await failedJobs(read, SHOWN)
  const dead = counts.reduce((sum, kind) => sum + kind.dead, 0)
  const shown = failed.filter(({ dead_at }) => dead_at !== null).length
  return [
    ...counts.filter(({ waiting, running }) => waiting + running > 0).map((kind) => waitingJobs(kind, now)),
    ...failed.map((job) => (job.dead_at === null ? failingJob(job) : deadJob(job))),
    ...(dead > shown ? [{ level: 'warn' as const, text: `${dead - shown} more dead jobs` }] : []),
  ]
}

const waitingJobs = ({ kind, waiting, running, oldest }: KindCount, now: number): Finding => {
  const age = oldest === null ? '' : `, the oldest due for ${spanOf(now - parseTimestamp(oldest))}`
  return { level: 'ok', text: `jobs ${kind}: ${waiting} waiting, ${running} running${age}` }
}

const failingJob = (job: FailedJob): Finding => ({
  level: 'warn',
  text: `job ${job.kind} ${job.key} fails and is tried again, ${attemptsOf(job)}`,
})

const deadJob = (job: FailedJob): Finding => ({
  level: 'warn',
  text: `job ${job.kind} ${job.key} is dead, ${attemptsOf(job)}`,
  mend: `\`lectern jobs retry ${job.kind} ${job.key}\`, or drop instead of retry`,
})

const attemptsOf = ({ attempt, last_error }: FailedJob): string =>
  `${attempt} attempt${attempt === 1 ? '' : 's'}: ${(last_error ?? '').replaceAll(/\p{Cc}+/gu, ' ')}`

const spanOf = (ms: number): string => {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return `${Math.max(0, Math.floor(ms / 1_000))} s`
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`
}
