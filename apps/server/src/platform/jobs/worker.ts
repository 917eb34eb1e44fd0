// Runs the jobs of one kind on one node: claims due ones, extends the leases, and ends each job by its result.
import type { Kysely } from 'kysely'
import { timestamp } from '../clock.ts'
import { mintId } from '../ids.ts'
import {
  buryExhausted,
  buryJob,
  claimDue,
  endJob,
  extendLease,
  hasDue,
  insertJob,
  releaseJob,
  repeatJob,
  retryJob,
  type JobsTable,
  type Moment,
} from './jobs-rows.ts'
import type { JobsOptions } from './jobs.ts'
import { delayAfter, LeaseLost, Postponed, type Job, type Kind } from './kind.ts'

/** The key of the only job of a recurring kind. */
const RECURRING_KEY = 'recurring'
const MAX_ERROR_CHARS = 500
const WORKER_DIED = 'The worker stopped or stood still during the last attempt.'

interface Running {
  held: { kind: string; key: string; claim: string }
  record: JobsTable
  lease_end: number
  stop: AbortController
  isOver: boolean
}

export class Worker<Tables> {
  readonly kind: Kind<Tables>
  readonly #options: JobsOptions<Tables>
  readonly #running = new Set<Running>()
  readonly #tasks = new Set<Promise<void>>()
  #taking = false
  #wakeAgain = false
  #closed = false

  constructor(kind: Kind<Tables>, options: JobsOptions<Tables>) {
    this.kind = kind
    this.#options = options
    if (kind.every_ms === undefined) this.wake()
    else this.#do(() => this.#schedule(kind.every_ms ?? 0))
  }

  get isClosed(): boolean {
    return this.#closed
  }

  get isBusy(): boolean {
    return this.#tasks.size > 0
  }

  /** Claims due jobs, up to the limit. */
  wake(): void {
    if (this.#closed) return
    this.#wakeAgain = true
    if (this.#taking) return
    this.#taking = true
    this.#do(async () => {
      try {
        while (this.#wakeAgain && !this.#closed) {
          this.#wakeAgain = false
          await this.#take()
        }
      } finally {
        this.#taking = false
      }
    })
  }

  /** Resolves when nothing runs and nothing is due. */
  async whenSettled(): Promise<void> {
    while (this.#tasks.size > 0) await Promise.all(this.#tasks)
  }

  /** Stops claiming, aborts the running jobs, and waits for them. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { stop } of this.#running) stop.abort(new Error('The worker closes.'))
    await this.whenSettled()
  }

  async #schedule(every_ms: number): Promise<void> {
    const first = this.#firstOf(every_ms)
    await this.#options.db.write(({ query }) => insertJob(query, first))
    this.wake()
  }

  #firstOf(every_ms: number) {
    const { clock } = this.#options
    const now = clock.now()
    const times = { run_at: timestamp(now + every_ms), created_at: timestamp(now) }
    return { kind: this.kind.name, key: RECURRING_KEY, effect: mintId(clock), payload: '{}', ...times }
  }

  async #take(): Promise<void> {
    const { db } = this.#options
    const limit = this.kind.limit - this.#running.size
    if (limit <= 0 || !(await hasDue(db.read, this.kind.name, this.#moment()))) return
    const claimed = await this.#claim(limit)
    for (const record of claimed) this.#start(record)
  }

  #claim(limit: number): Promise<JobsTable[]> {
    const { clock, db, owner } = this.#options
    const { name: kind } = this.kind
    return db.write(async (transaction) => {
      const { query, afterCommit } = transaction
      // After a standstill the own leases have expired as well, and no other node may have claimed the jobs.
      for (const running of this.#running)
        if (running.lease_end <= clock.now()) await this.#extend(query, running)
      const moment = this.#moment()
      const buried = await this.#buryExhausted(query, moment)
      for (const key of buried) await this.kind.buried?.(transaction, key)
      afterCommit(() => buried.forEach((key) => this.#reportDead(key, WORKER_DIED)))
      const lease_until = timestamp(this.#leaseEnd())
      return claimDue(query, { ...moment, kind, claim: mintId(clock), owner, lease_until, limit })
    })
  }

  async #buryExhausted(query: Kysely<Tables>, moment: Moment): Promise<string[]> {
    const { name, attempts, every_ms } = this.kind
    if (every_ms !== undefined || attempts === Infinity) return []
    return buryExhausted(query, name, moment, { attempts, last_error: WORKER_DIED })
  }

  #start(record: JobsTable): void {
    const { kind, key, claim } = record
    const held = { kind, key, claim: claim ?? '' }
    const stop = new AbortController()
    const running: Running = { held, record, lease_end: this.#leaseEnd(), stop, isOver: false }
    this.#running.add(running)
    if (this.#closed) stop.abort()
    this.#do(() => this.#run(running))
  }

  async #run(running: Running): Promise<void> {
    const { clock, bus } = this.#options
    const { kind, key } = running.held
    const heartbeat = clock.every(this.kind.lease_ms / 3, () => this.#do(() => this.#beat(running)))
    try {
      await this.#attempt(running)
    } finally {
      heartbeat.cancel()
      this.#running.delete(running)
      bus.publish('job_ended', { kind, key })
      this.wake()
    }
  }

  async #attempt(running: Running): Promise<void> {
    try {
      running.stop.signal.throwIfAborted()
      await this.kind.run(this.#jobOf(running))
      if (!running.isOver) await this.#options.db.write((transaction) => this.#complete(transaction, running))
    } catch (error) {
      await this.#failed(running, error)
    }
  }

  #jobOf(running: Running): Job<Tables> {
    const { key, payload, attempt, effect } = running.record
    return {
      key,
      payload: JSON.parse(payload) as unknown,
      attempt,
      effect_key: effect,
      signal: running.stop.signal,
      complete: (transaction) => this.#complete(transaction, running),
    }
  }

  async #complete(
    { query, afterCommit }: Parameters<Job<Tables>['complete']>[0],
    running: Running,
  ): Promise<void> {
    const { held } = running
    const now = this.#options.clock.now()
    const { every_ms } = this.kind
    const isDone =
      every_ms === undefined
        ? await endJob(query, held, timestamp(now))
        : await repeatJob(query, held, timestamp(now + every_ms))
    if (!isDone) throw new LeaseLost(held.kind, held.key)
    afterCommit(() => (running.isOver = true))
  }

  async #failed(running: Running, error: unknown): Promise<void> {
    const { log, db, clock } = this.#options
    const { held, record, stop, isOver } = running
    const { kind, key } = held
    if (isOver || error instanceof LeaseLost || stop.signal.reason instanceof LeaseLost)
      return log.error({ err: error, kind, key }, isOver ? 'job_failed_after_end' : 'job_lease_lost')
    const now = timestamp(clock.now())
    if (stop.signal.aborted) {
      const back = { run_at: now, last_error: record.last_error }
      return db.write(({ query }) => releaseJob(query, held, back))
    }
    if (error instanceof Postponed) return this.#postpone(held, error)
    log.error({ err: error, kind, key, attempt: record.attempt }, 'job_failed')
    const failure = {
      run_at: timestamp(clock.now() + this.#delay(record.attempt)),
      last_error: textOf(error),
    }
    if (this.kind.every_ms !== undefined || record.attempt < this.kind.attempts)
      return db.write(({ query }) => retryJob(query, held, failure))
    const isDead = await db.write(async (transaction) => {
      const isBuried = await buryJob(transaction.query, held, failure, now)
      if (isBuried) await this.kind.buried?.(transaction, key)
      return isBuried
    })
    if (isDead) this.#reportDead(key, failure.last_error)
  }

  #postpone(held: Running['held'], { message, after_ms, cause }: Postponed): Promise<void> {
    const { log, db, clock } = this.#options
    const { kind, key } = held
    log.error({ err: cause, kind, key, after_ms }, 'job_postponed')
    const later = { run_at: timestamp(clock.now() + after_ms), last_error: message.slice(0, MAX_ERROR_CHARS) }
    return db.write(({ query }) => releaseJob(query, held, later))
  }

  #delay(attempt: number): number {
    const { backoff, every_ms = Infinity } = this.kind
    return Math.min(every_ms, delayAfter(attempt, backoff, this.#options.random))
  }

  async #beat(running: Running): Promise<void> {
    await this.#options.db.write(({ query }) => this.#extend(query, running))
  }

  async #extend(query: Kysely<Tables>, running: Running): Promise<void> {
    if (running.isOver) return
    const end = this.#leaseEnd()
    const { held, stop } = running
    if (await extendLease(query, held, timestamp(end))) running.lease_end = end
    else stop.abort(new LeaseLost(held.kind, held.key))
  }

  #leaseEnd(): number {
    return this.#options.clock.now() + this.kind.lease_ms
  }

  /** The clocks of nodes may differ by one lease. */
  #moment(): Moment {
    const now = this.#options.clock.now()
    return { now: timestamp(now), longest: timestamp(now + 2 * this.kind.lease_ms) }
  }

  #reportDead(key: string, last_error: string): void {
    this.#options.log.error({ kind: this.kind.name, key, last_error }, 'job_dead')
  }

  #do(work: () => Promise<void>): void {
    const task = work()
      .catch((error: unknown) => this.#options.log.error({ err: error, kind: this.kind.name }, 'jobs_failed'))
      .finally(() => this.#tasks.delete(task))
    this.#tasks.add(task)
  }
}

const textOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_CHARS)
