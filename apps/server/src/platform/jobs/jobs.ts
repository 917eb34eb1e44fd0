// Work that is done once, by any node:
//
//   enqueue, in the transaction that needs it ─▶ due ─▶ claimed with a lease ─▶ done, or due again later, or
//   dead
//
// The rows are the truth. A hint after the commit only makes a worker look at once; a timer looks anyway.
import type { Bus } from '../bus.ts'
import { timestamp, type Clock } from '../clock.ts'
import type { Db, Transaction } from '../db/db.ts'
import { mintId } from '../ids.ts'
import type { Log } from '../log.ts'
import { endLeasesOfOthers, isPending, putJob } from './jobs-rows.ts'
import type { Kind } from './kind.ts'
import { Worker } from './worker.ts'

/** A job without a hint waits at most this long. */
const LOOK_MS = 1_000

/** Hints between the nodes. */
export interface JobEvents {
  job_queued: { kind: string }
  /** An attempt has ended, with any result. */
  job_ended: { kind: string; key: string }
}

export interface JobsOptions<Tables> {
  db: Pick<Db<Tables>, 'read' | 'write'>
  bus: Pick<Bus<JobEvents>, 'publish' | 'subscribe'>
  clock: Clock
  log: Log
  /** The name of this process among all that run jobs of this database; a new one after each start. */
  owner: string
  /** At least 0, less than 1. */
  random: () => number
}

export interface JobRequest {
  /** Milliseconds since 1970; by default now. */
  run_at?: number
  /** As JSON. */
  payload?: object
  /** A job that waits for its time keeps it: one that failed is not tried again sooner. */
  patient?: boolean
}

export class Jobs<Tables> {
  readonly #options: JobsOptions<Tables>
  readonly #workers = new Map<string, Worker<Tables>>()
  #stops: (() => void)[] = []

  constructor(options: JobsOptions<Tables>) {
    this.#options = options
  }

  /**
   * Requests a run of the job, once the transaction is on disk. There is one job for each kind and key: the
   * last request counts, and one that comes during a run causes another run.
   */
  async enqueue(
    { query, afterCommit }: Transaction<Tables>,
    kind: string,
    key: string,
    wish: JobRequest = {},
  ): Promise<void> {
    const { clock, bus } = this.#options
    const now = clock.now()
    const { run_at = now, payload = {}, patient } = wish
    const times = { run_at: timestamp(run_at), created_at: timestamp(now) }
    const job = { kind, key, effect: mintId(clock), payload: JSON.stringify(payload), ...times }
    await putJob(query, job, patient)
    if (run_at <= now) afterCommit(() => bus.publish('job_queued', { kind }))
  }

  /**
   * Releases at once the jobs that earlier processes had claimed; their attempts count. Call it only if no
   * other process runs jobs of this database, before the first kind is registered. Otherwise the leases have to
   * expire.
   */
  async takeOver(): Promise<void> {
    const { db, owner, clock, log } = this.#options
    const ended = await db.write(({ query }) => endLeasesOfOthers(query, owner, timestamp(clock.now())))
    if (ended > 0) log.info({ jobs: ended }, 'jobs_taken_over')
  }

  /** From now on this node runs jobs of the kind. */
  register(kind: Kind<Tables>): Worker<Tables> {
    if (this.#stops.length === 0) this.#listen()
    const worker = new Worker(kind, this.#options)
    this.#workers.set(kind.name, worker)
    return worker
  }

  /**
   * Resolves when the job neither runs nor is about to: it is done, dead, or waits for later. Also when
   * `signal` aborts.
   */
  async whenIdle(kind: string, key: string, signal?: AbortSignal): Promise<void> {
    const { clock, db } = this.#options
    for (;;) {
      const end = this.#nextEnd(kind, key, signal)
      const isOver = signal?.aborted === true || this.#workers.get(kind)?.isClosed === true
      if (!isOver && (await isPending(db.read, { kind, key }, timestamp(clock.now())))) await end.heard
      else return end.cancel()
    }
  }

  /** Resolves when nothing runs here and nothing is due. */
  async whenSettled(): Promise<void> {
    const workers = [...this.#workers.values()]
    // The end of one job may start another kind's.
    while (workers.some(({ isBusy }) => isBusy))
      await Promise.all(workers.map((worker) => worker.whenSettled()))
  }

  /** Waits for running jobs. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop()
    await Promise.all([...this.#workers.values()].map((worker) => worker.close()))
  }

  #listen(): void {
    const { bus, clock } = this.#options
    const look = clock.every(LOOK_MS, () => {
      for (const worker of this.#workers.values()) worker.wake()
    })
    const unsubscribe = bus.subscribe('job_queued', ({ kind }) => this.#workers.get(kind)?.wake())
    this.#stops = [() => look.cancel(), unsubscribe]
  }

  /** The next moment at which the job may be done. Listens from now on. */
  #nextEnd(kind: string, key: string, signal: AbortSignal | undefined) {
    const { clock, bus } = this.#options
    const { promise: heard, resolve } = Promise.withResolvers<void>()
    const cancel = (): void => {
      timer.cancel()
      unsubscribe()
      signal?.removeEventListener('abort', cancel)
      resolve()
    }
    const timer = clock.after(LOOK_MS, cancel)
    const unsubscribe = bus.subscribe('job_ended', (job) => {
      if (job.kind === kind && job.key === key) cancel()
    })
    signal?.addEventListener('abort', cancel)
    return { heard, cancel }
  }
}
