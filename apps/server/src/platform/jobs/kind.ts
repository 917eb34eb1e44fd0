import type { Transaction } from '../db/db.ts'

/** What is done, and how it is tried. */
export interface Kind<Tables> {
  name: string
  /** How many run beside each other on one node. What may not run beside itself anywhere shares a key. */
  limit: number
  /** A worker that gives no sign of life for so long has lost its job. */
  lease_ms: number
  /** After so many attempts the job is a dead letter. A recurring one never is. */
  attempts: number
  backoff: Backoff
  /** Makes the kind recurring: one job, due again so long after each run. */
  every_ms?: number
  run(job: Job<Tables>): Promise<void>
}

/** One attempt. It may be the second one at the same work: what it finds done it leaves as it is. */
export interface Job<Tables> {
  key: string
  payload: unknown
  attempt: number
  /** The same for all attempts of one wish: by this name an effect outside of the database happens once. */
  effect_key: string
  /** Aborted when the worker closes or has lost the job. Who throws then gives the job back. */
  signal: AbortSignal
  /**
   * Ends the job in the transaction that has its effect: both are kept, or neither.
   * @throws LeaseLost when somebody else has the job by now
   */
  complete(transaction: Pick<Transaction<Tables>, 'query' | 'afterCommit'>): Promise<void>
}

/** Somebody else has the job by now. */
export class LeaseLost extends Error {
  constructor(kind: string, key: string) {
    super(`The lease of the job ${kind} ${key} is over.`)
  }
}

export interface Backoff {
  first_ms: number
  most_ms: number
}

/** Twice as long after each attempt, and somewhere in the upper half of that, so that not all come back at once. */
export const delayAfter = (attempt: number, { first_ms, most_ms }: Backoff, random: () => number): number => {
  const whole = Math.min(most_ms, first_ms * 2 ** Math.min(attempt - 1, 30))
  return Math.round(whole / 2 + (random() * whole) / 2)
}
