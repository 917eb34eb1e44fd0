// Failed attempts, counted for an account and where they came from, so that a stranger's failures lock out the stranger.
import { hash } from 'node:crypto'
import { isOver, parseTimestamp, timestamp, type Clock } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { ExpiringMap } from '../../platform/expiring-map.ts'
import type { Context } from '../context.ts'
import { lockCountsByEmail } from '../../records/counts-lock.ts'
import { perSystem } from '../per-system.ts'
import { findFailures, putFailures, type FailureRecord } from './users-rows.ts'

/** So many attempts are free before a lock; the first lock is a second, and each further failure doubles it. */
const FREE_FAILURES = 5
/** Of all strangers together: many addresses that guess one password. */
const FREE_FAILURES_ANYWHERE = 100
const FIRST_LOCK_MS = 1_000
export const MAX_LOCK_MS = 5 * 60_000
/** Failures older than this are forgotten. */
const FORGET_MS = 60 * 60_000
const MAX_UNKNOWN = 10_000

/** Where an attempt came from. */
export type Source = { device: string } | { address: string }

/**
 * An address that nobody has is locked like one that somebody has, but nothing about it is stored. All nodes count, so that the
 * two cannot be told apart by asking one node after the other; they tell one another a hash, as what is typed for an address may
 * be a password.
 */
class UnknownFailures {
  readonly #clock: Clock
  readonly #known: ExpiringMap<Failures>

  constructor({ clock, bus }: Pick<Context, 'clock' | 'bus'>) {
    this.#clock = clock
    this.#known = new ExpiringMap(clock, MAX_UNKNOWN)
    bus.subscribe('unknown_failed', ({ key, free }) => void this.count(key, free))
  }

  find(key: string): Failures | undefined {
    return this.#known.get(key)
  }

  /** Answers for how long the address is locked. */
  count(key: string, free: number): number {
    const { record, lock_ms } = countedOn(this.find(key), this.#clock.now(), free)
    this.#known.set(key, record, parseTimestamp(record.locked_until) + FORGET_MS)
    return lock_ms
  }
}

const unknownFailures = perSystem((ctx) => new UnknownFailures(ctx))

/** Before the first of this node: those of others count. */
export const hearUnknownFailures = (ctx: Context): void => void unknownFailures(ctx)

const unknownKey = (email_key: string, name: string): string => hash('sha256', `${email_key} ${name}`)

type Failures = Pick<FailureRecord, 'failures' | 'locked_until'>

export interface Attempt {
  email_key: string
  source: Source
  /** Whether somebody has the address. */
  is_known: boolean
}

/** @throws AppError `rate_limited` while the account is locked for the source */
export const assertNotLocked = async (ctx: Context, attempt: Attempt): Promise<void> => {
  for (const { name } of countersOf(attempt.source)) {
    const known = await find(ctx, attempt, name)
    const lockedUntil = known ? parseTimestamp(known.locked_until) : 0
    // Longer than any lock lasts means that the clock was set back since.
    if (!isOver(lockedUntil, ctx.clock.now(), MAX_LOCK_MS))
      throw new AppError('rate_limited', 'Too many failed attempts for this account.', {
        retry_after_ms: lockedUntil - ctx.clock.now(),
      })
  }
}

/** Answers for how many milliseconds the account is locked for the source from now on. */
export const countFailure = async (
  ctx: Context,
  { email_key, source, is_known }: Attempt,
): Promise<number> => {
  const counters = countersOf(source)
  if (!is_known) return Math.max(...counters.map((counter) => countUnknown(ctx, email_key, counter)))
  return ctx.db.write(async (transaction) => {
    // Those that fail at once, elsewhere or on another node, are all counted.
    await lockCountsByEmail(transaction.query, email_key)
    let longest = 0
    for (const counter of counters) {
      const known = await findFailures(transaction.query, email_key, counter.name)
      const { record, lock_ms } = countedOn(known, ctx.clock.now(), counter.free)
      await putFailures(transaction, { email_key, source: counter.name, ...record })
      longest = Math.max(longest, lock_ms)
    }
    return longest
  })
}

/** One failure more. */
const countedOn = (known: Failures | undefined, now: number, free: number) => {
  const isForgotten = !known || now - parseTimestamp(known.locked_until) > FORGET_MS
  const failures = isForgotten ? 1 : known.failures + 1
  const over = failures - free
  const lock_ms = over < 0 ? 0 : Math.min(FIRST_LOCK_MS * 2 ** over, MAX_LOCK_MS)
  return { record: { failures, locked_until: timestamp(now + lock_ms) }, lock_ms }
}

const countUnknown = (ctx: Context, email_key: string, { name, free }: Counter): number => {
  const key = unknownKey(email_key, name)
  ctx.bus.nodes?.tell('unknown_failed', { key, free })
  return unknownFailures(ctx).count(key, free)
}

interface Counter {
  name: string
  free: number
}

/** What is counted for a source; strangers are counted together, too. */
export const countersOf = (source: Source): Counter[] =>
  'device' in source
    ? [{ name: `device ${source.device}`, free: FREE_FAILURES }]
    : [
        { name: `address ${source.address}`, free: FREE_FAILURES },
        { name: 'anywhere', free: FREE_FAILURES_ANYWHERE },
      ]

const find = async (
  ctx: Context,
  { email_key, is_known }: Attempt,
  source: string,
): Promise<Failures | undefined> =>
  is_known
    ? findFailures(ctx.db.read, email_key, source)
    : unknownFailures(ctx).find(unknownKey(email_key, source))
