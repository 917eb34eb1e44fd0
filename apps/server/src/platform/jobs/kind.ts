import type { Transaction } from '../db/db.ts'

/** The work of a kind, and its attempts. */
export interface Kind<Tables> {
  name: string
  /** How many run in parallel on one node. Jobs that must not run in parallel anywhere share a key. */
  limit: number
  /** A worker without a sign of life for this long has lost its job. */
  lease_ms: number
  /** After this many attempts the job is a dead letter. A recurring one never is. */
  attempts: number
  backoff: Backoff
  /** Makes the kind recurring: one job, due again this long after each run. */
  every_ms?: number
  run(job: Job<Tables>): Promise<void>
  /** Part of the transaction in which a job becomes a dead letter: what waits for it must not wait for ever. */
  buried?(transaction: Transaction<Tables>, key: string): Promise<void>
}

/** One attempt. It may be the second one at the same work, so it must leave finished parts as they are. */
export interface Job<Tables> {
  key: string
  payload: unknown
  attempt: number
  /**
   * The same for all attempts of one request: an effect outside the database that is named by it happens once.
   */
  effect_key: string
  /** Aborted when the worker closes or has lost the job. A job that then throws is released. */
  signal: AbortSignal
  /**
   * Ends the job in the transaction with its effect: both are kept, or neither.
   * @throws LeaseLost if another worker has the job
   */
  complete(transaction: Pick<Transaction<Tables>, 'query' | 'afterCommit'>): Promise<void>
}

/** Another worker has the job. */
export class LeaseLost extends Error {
  constructor(kind: string, key: string) {
    super(`The lease of the job ${kind} ${key} is over.`)
  }
}

/** What the job needs is away: it runs again later, and this attempt does not count. */
export class Postponed extends Error {
  readonly after_ms: number

  constructor(cause: Error, after_ms: number) {
    super(cause.message, { cause })
    this.after_ms = after_ms
  }
}

export interface Backoff {
  first_ms: number
  most_ms: number
}

/** Doubles with each attempt, and is random in its upper half, so that not all come back at once. */
export const delayAfter = (attempt: number, { first_ms, most_ms }: Backoff, random: () => number): number => {
  const whole = Math.min(most_ms, first_ms * 2 ** Math.min(attempt - 1, 30))
  return Math.round(whole / 2 + (random() * whole) / 2)
}
