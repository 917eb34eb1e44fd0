import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openChosenDatabase, type OpenDatabase } from '../../testing/open-chosen-database.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { MemoryBus } from '../bus.ts'
import { timestamp } from '../clock.ts'
import type { Db, Transaction } from '../db/db.ts'
import { createLog } from '../log.ts'
import type { JobsTable } from './jobs-rows.ts'
import { Jobs, type JobEvents, type JobRequest } from './jobs.ts'
import { delayAfter, LeaseLost, Postponed, type Job, type Kind } from './kind.ts'
import type { Worker } from './worker.ts'

interface Tables {
  jobs: JobsTable
  effects: { name: string }
}

const SCHEMA = ['0011-jobs.sql', '0015-job-owner.sql']
const LEASE_MS = 30_000

let opened: OpenDatabase<Tables>
let db: Db<Tables>
let clock: ManualClock
let bus: MemoryBus<JobEvents>
let nodes: Jobs<Tables>[]
let jobs: Jobs<Tables>

beforeEach(async () => {
  opened = await openChosenDatabase<Tables>('CREATE TABLE effects (name TEXT PRIMARY KEY)', SCHEMA)
  db = opened.db
  clock = new ManualClock()
  bus = newBus()
  nodes = []
  jobs = node()
})
afterEach(async () => {
  for (const each of nodes) await each.close()
  await opened.drop()
})

const newBus = () =>
  new MemoryBus<JobEvents>((error) => {
    throw error
  })
/** Another node on the same database. It shares the bus, and the clock unless it has its own. */
const node = (own: { clock?: ManualClock; bus?: MemoryBus<JobEvents> } = {}) => {
  const owner = `node ${nodes.length + 1}`
  const log = createLog('silent')
  const made = new Jobs<Tables>({ db, bus, clock, log, owner, random: () => 0.5, ...own })
  nodes.push(made)
  return made
}
const kind = (run: Kind<Tables>['run'], more: Partial<Kind<Tables>> = {}): Kind<Tables> => ({
  name: 'print',
  limit: 10,
  lease_ms: LEASE_MS,
  attempts: 3,
  backoff: { first_ms: 1_000, most_ms: 60_000 },
  run,
  ...more,
})
const enqueue = (key: string, wish: JobRequest = {}, name = 'print') =>
  db.write((transaction) => jobs.enqueue(transaction, name, key, wish))
const rows = () => db.read.selectFrom('jobs').selectAll().orderBy('kind').orderBy('key').execute()
const effects = async () =>
  (await db.read.selectFrom('effects').select('name').execute()).map((row) => row.name)
const addEffect = ({ query }: Transaction<Tables>, name: string) =>
  query.insertInto('effects').values({ name }).execute()
/** Time passes, and all jobs that fall due are done. */
const pass = async (ms: number) => {
  clock.jump(ms)
  await jobs.whenSettled()
}
/** Long enough for a free job to begin. */
const pause = () => db.write(async () => {})
/** A job that runs until it is told to end. */
const slow = () => {
  const started: Job<Tables>[] = []
  const ends: PromiseWithResolvers<void>[] = []
  const run = (job: Job<Tables>) => {
    started.push(job)
    const end = Promise.withResolvers<void>()
    ends.push(end)
    return end.promise
  }
  return { started, ends, run }
}

test('a job runs once its transaction is on disk, with its key and payload, and is then gone', async () => {
  const seen: unknown[] = []
  jobs.register(kind(async ({ key, payload, attempt }) => void seen.push([key, payload, attempt])))
  await enqueue('a', { payload: { pages: 2 } })
  await jobs.whenSettled()
  expect(seen).toEqual([['a', { pages: 2 }, 1]])
  expect(await rows()).toEqual([])
})

test('a job goes with its transaction when that is rolled back', async () => {
  const seen: string[] = []
  jobs.register(kind(async ({ key }) => void seen.push(key)))
  const failing = db.write(async (transaction) => {
    await jobs.enqueue(transaction, 'print', 'a')
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await pass(60_000)
  expect([seen, await rows()]).toEqual([[], []])
})

test('a job without a hint is found by the timer', async () => {
  const seen: string[] = []
  jobs.register(kind(async ({ key }) => void seen.push(key)))
  // It has looked once by itself.
  await jobs.whenSettled()
  const elsewhere = node({ bus: newBus() })
  await db.write((transaction) => elsewhere.enqueue(transaction, 'print', 'a'))
  await jobs.whenSettled()
  expect(seen).toEqual([])
  await pass(1_000)
  expect(seen).toEqual(['a'])
})

test('a job waits for its time, and the longest waiting goes first', async () => {
  const seen: string[] = []
  const now = clock.now()
  await enqueue('third', { run_at: now + 3_000 })
  await enqueue('first', { run_at: now + 1_000 })
  await enqueue('second', { run_at: now + 2_000 })
  jobs.register(kind(async ({ key }) => void seen.push(key), { limit: 1 }))
  await pass(999)
  expect(seen).toEqual([])
  await pass(10_000)
  expect(seen).toEqual(['first', 'second', 'third'])
})

test('a patient request leaves a job that failed its time, and wakes a dead one', async () => {
  const seen: string[] = []
  let fails = true
  jobs.register(
    kind(
      async ({ key }) => {
        seen.push(key)
        if (fails) throw new Error('not yet')
      },
      { attempts: 2 },
    ),
  )
  await enqueue('a')
  await jobs.whenSettled()
  await enqueue('a', { patient: true })
  await jobs.whenSettled()
  expect(seen).toEqual(['a'])
  await pass(10_000)
  expect([seen.length, (await rows())[0]?.dead_at]).toEqual([2, expect.any(String)])
  fails = false
  await enqueue('a', { patient: true })
  await jobs.whenSettled()
  expect([seen.length, await rows()]).toEqual([3, []])
})

test('jobs of a kind run in parallel up to its limit', async () => {
  const { run, started, ends } = slow()
  jobs.register(kind(run, { limit: 2 }))
  for (const key of ['a', 'b', 'c']) await enqueue(key)
  await expect.poll(() => started.length).toBe(2)
  await pause()
  expect(started).toHaveLength(2)
  ends[0]!.resolve()
  await expect.poll(() => started.map(({ key }) => key)).toEqual(['a', 'b', 'c'])
  for (const { resolve } of ends) resolve()
})
test('two nodes never both run a job', async () => {
  const done: string[] = []
  const other = node()
  const run = async ({ key }: Job<Tables>) => {
    await db.write(async () => {})
    done.push(key)
  }
  for (const each of [jobs, other]) each.register(kind(run, { limit: 3 }))
  const keys = Array.from({ length: 50 }, (_, index) => `job ${index}`)
  await Promise.all(keys.map((key) => enqueue(key)))
  while ((await rows()).length > 0) await Promise.all(nodes.map((each) => each.whenSettled()))
  expect(done.sort()).toEqual(keys.sort())
})

test('a job of a crashed worker is claimed by another after its lease', async () => {
  const crashed = node({ clock: new ManualClock(), bus: newBus() })
  const standing = slow()
  crashed.register(kind(standing.run))
  await db.write((transaction) => crashed.enqueue(transaction, 'print', 'a'))
  await expect.poll(() => standing.started.length).toBe(1)
  const seen: number[] = []
  jobs.register(kind(async ({ attempt }) => void seen.push(attempt)))
  await pass(LEASE_MS - 1)
  expect(seen).toEqual([])
  await pass(1_001)
  expect(seen).toEqual([2])
  standing.ends[0]!.resolve()
})

describe('a process that knows it is alone', () => {
  /** A process that died while it ran the job `a`: its clock stops. */
  const crash = async () => {
    const standing = slow()
    const crashed = node({ clock: new ManualClock(clock.now()), bus: newBus() })
    await enqueue('a')
    crashed.register(kind(standing.run))
    await expect.poll(() => standing.started.length).toBe(1)
    return standing
  }

  test('takes over at once the running jobs of earlier ones, as the next attempt', async () => {
    const standing = await crash()
    const seen: number[] = []
    const next = node()
    await next.takeOver()
    next.register(kind(async ({ attempt }) => void seen.push(attempt)))
    await next.whenSettled()
    expect(seen).toEqual([2])
    expect(await rows()).toEqual([])
    standing.ends[0]!.resolve()
  })

  test('buries at once a job that killed its worker in the last attempt', async () => {
    const standing = await crash()
    await db.write(({ query }) => query.updateTable('jobs').set({ attempt: 3 }).execute())
    const last = slow()
    const next = node()
    await next.takeOver()
    next.register(kind(last.run))
    await next.whenSettled()
    expect(last.started).toEqual([])
    expect(await rows()).toMatchObject([{ dead_at: expect.any(String), owner: null }])
    standing.ends[0]!.resolve()
  })

  test('keeps its own leases, and leaves jobs for later', async () => {
    const { run, started, ends } = slow()
    const run_at = clock.now() + 60_000
    await enqueue('later', { run_at })
    await enqueue('a')
    jobs.register(kind(run))
    await expect.poll(() => started.length).toBe(1)
    await jobs.takeOver()
    jobs.register(kind(run, { name: 'scan' }))
    await pause()
    expect(await rows()).toMatchObject([
      { key: 'a', owner: 'node 1', lease_until: timestamp(clock.now() + LEASE_MS) },
      { key: 'later', owner: null, run_at: timestamp(run_at), lease_until: null },
    ])
    ends[0]!.resolve()
  })
})

test('a lease lasts as long as its worker lives', async () => {
  const { run, started, ends } = slow()
  jobs.register(kind(run))
  await enqueue('a')
  await expect.poll(() => started.length).toBe(1)
  const other = node()
  other.register(kind(run))
  for (let beat = 0; beat < 12; beat++) {
    clock.advance(LEASE_MS / 3)
    await pause()
    await other.whenSettled()
  }
  expect(started).toHaveLength(1)
  ends[0]!.resolve()
  await jobs.whenSettled()
  expect(await rows()).toEqual([])
})

test('a worker that stood still does not claim its own job again', async () => {
  const { run, started, ends } = slow()
  jobs.register(kind(run))
  await enqueue('a')
  await expect.poll(() => started.length).toBe(1)
  clock.jump(10 * LEASE_MS)
  await pause()
  await pause()
  expect(started).toHaveLength(1)
  ends[0]!.resolve()
})

test('a lease from before the clock was set back does not hold a job for ever', async () => {
  const ahead = new ManualClock(clock.now() + 3_600_000)
  const crashed = node({ clock: ahead, bus: newBus() })
  const standing = slow()
  await enqueue('a')
  crashed.register(kind(standing.run))
  await expect.poll(() => standing.started.length).toBe(1)
  const seen: string[] = []
  jobs.register(kind(async ({ key }) => void seen.push(key)))
  await jobs.whenSettled()
  expect(seen).toEqual(['a'])
  standing.ends[0]!.resolve()
})

test('an effect in the database happens once, also if its worker is overtaken', async () => {
  const standing = slow()
  const crashed = node({ clock: new ManualClock(), bus: newBus() })
  const outcomes: unknown[] = []
  const effect = (job: Job<Tables>) =>
    db.write(async (transaction) => {
      await addEffect(transaction, job.effect_key)
      await job.complete(transaction)
    })
  crashed.register(
    kind(async (job) => {
      await standing.run(job)
      await effect(job).catch((error: unknown) => outcomes.push(error))
    }),
  )
  await db.write((transaction) => crashed.enqueue(transaction, 'print', 'a'))
  await expect.poll(() => standing.started.length).toBe(1)
  jobs.register(kind(effect))
  await pass(LEASE_MS + 1_000)
  expect(await effects()).toEqual([standing.started[0]!.effect_key])
  await db.write(({ query }) => query.deleteFrom('effects').execute())
  standing.ends[0]!.resolve()
  await crashed.whenSettled()
  expect(outcomes).toEqual([expect.any(LeaseLost)])
  expect(await effects()).toEqual([])
})

test('all attempts of a job have one effect key, and the next request has another', async () => {
  const keys: string[] = []
  jobs.register(
    kind(async ({ effect_key, attempt }) => {
      keys.push(effect_key)
      if (attempt === 1) throw new Error('not yet')
    }),
  )
  await enqueue('a')
  await pass(0)
  await pass(1_000)
  await enqueue('a')
  await pass(0)
  await pass(1_000)
  expect(keys).toHaveLength(4)
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).toBe(keys[3])
  expect(keys[0]).not.toBe(keys[2])
})

test('a worker that has lost its job is told so', async () => {
  const { run, started, ends } = slow()
  jobs.register(kind(run))
  await enqueue('a')
  await expect.poll(() => started.length).toBe(1)
  await db.write(({ query }) => query.updateTable('jobs').set({ claim: 'of another' }).execute())
  clock.advance(LEASE_MS / 3)
  await expect.poll(() => started[0]!.signal.aborted).toBe(true)
  expect(started[0]!.signal.reason).toBeInstanceOf(LeaseLost)
  ends[0]!.resolve()
  await jobs.whenSettled()
  expect(await rows()).toMatchObject([{ claim: 'of another' }])
})

test('a failed job is tried again, each time later, and finally is a dead letter', async () => {
  const at: number[] = []
  const begin = clock.now()
  jobs.register(
    kind(async () => {
      at.push(clock.now() - begin)
      throw new Error('no paper')
    }),
  )
  await enqueue('a')
  await jobs.whenSettled()
  for (let second = 0; second < 30; second++) await pass(1_000)
  // 750 ms and 1,500 ms later, by a timer that looks each second.
  expect(at).toEqual([0, 1_000, 3_000])
  expect(await rows()).toMatchObject([
    { key: 'a', attempt: 3, last_error: 'no paper', dead_at: timestamp(begin + 3_000), lease_until: null },
  ])
})

test('the delay doubles up to its limit, with jitter', () => {
  const backoff = { first_ms: 1_000, most_ms: 10_000 }
  const delays = (random: number) =>
    [1, 2, 3, 4, 5, 100].map((attempt) => delayAfter(attempt, backoff, () => random))
  expect(delays(0)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
  expect(delays(1)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
})

test('a job that kills its worker becomes a dead letter, too', async () => {
  const standing = slow()
  for (let attempt = 1; attempt <= 3; attempt++) {
    const crashing = node({ clock: new ManualClock(clock.now()), bus: newBus() })
    if (attempt === 1) await enqueue('a')
    crashing.register(kind(standing.run))
    await expect.poll(() => standing.started.length).toBe(attempt)
    clock.jump(LEASE_MS + 1)
  }
  const last = slow()
  const buried: string[] = []
  jobs.register(kind(last.run, { buried: async (_, key) => void buried.push(key) }))
  await jobs.whenSettled()
  expect(last.started).toEqual([])
  expect(buried).toEqual(['a'])
  expect(await rows()).toMatchObject([
    {
      attempt: 3,
      dead_at: expect.any(String),
      last_error: expect.stringContaining('stopped or stood still'),
    },
  ])
  for (const { resolve } of standing.ends) resolve()
})

test('a poisoned job does not delay others of its kind', async () => {
  const done: string[] = []
  jobs.register(
    kind(
      async ({ key }) => {
        if (key === 'poison') throw new Error('bad')
        done.push(key)
      },
      { limit: 1 },
    ),
  )
  await enqueue('poison')
  for (const key of ['a', 'b']) await enqueue(key)
  await jobs.whenSettled()
  expect(done).toEqual(['a', 'b'])
})

test('a job that is requested twice before it runs runs once, with the last payload', async () => {
  const seen: unknown[] = []
  await enqueue('a', { payload: { page: 1 } })
  await enqueue('a', { payload: { page: 2 } })
  jobs.register(kind(async ({ payload }) => void seen.push(payload)))
  await jobs.whenSettled()
  expect(seen).toEqual([{ page: 2 }])
})

test('a job that is requested again while it runs runs again', async () => {
  const { run, started, ends } = slow()
  jobs.register(kind(run))
  await enqueue('a', { payload: { page: 1 } })
  await expect.poll(() => started.length).toBe(1)
  await enqueue('a', { payload: { page: 2 } })
  await pause()
  expect(started).toHaveLength(1)
  ends[0]!.resolve()
  await expect.poll(() => started.map(({ payload }) => payload)).toEqual([{ page: 1 }, { page: 2 }])
  ends[1]!.resolve()
  await jobs.whenSettled()
  expect(await rows()).toEqual([])
})

test('a job that fails for the last time while it is requested again starts anew', async () => {
  const { run, started, ends } = slow()
  jobs.register(kind(run, { attempts: 1 }))
  await enqueue('a')
  await expect.poll(() => started.length).toBe(1)
  await enqueue('a')
  ends[0]!.reject(new Error('no paper'))
  await jobs.whenSettled()
  clock.jump(1_000)
  await expect.poll(() => started.map(({ attempt }) => attempt)).toEqual([1, 1])
  ends[1]!.resolve()
})

test('a dead letter that is requested again comes back to life', async () => {
  let isBroken = true
  jobs.register(
    kind(
      async () => {
        if (isBroken) throw new Error('no paper')
      },
      { attempts: 1 },
    ),
  )
  await enqueue('a')
  await jobs.whenSettled()
  expect(await rows()).toMatchObject([{ dead_at: expect.any(String) }])
  isBroken = false
  await enqueue('a')
  await jobs.whenSettled()
  expect(await rows()).toEqual([])
})

test('a recurring job schedules itself: one for all nodes, from the end of one run to the next', async () => {
  const at: number[] = []
  const begin = clock.now()
  const sweep = kind(async () => void at.push((clock.now() - begin) / 60_000), {
    name: 'sweep',
    every_ms: 600_000,
  })
  for (const each of [jobs, node()]) each.register(sweep)
  for (let minute = 0; minute < 25; minute++) {
    await pass(60_000)
    await nodes[1]!.whenSettled()
  }
  expect(at).toEqual([10, 20])
  expect(await rows()).toHaveLength(1)
})

test('a recurring job that fails goes on, and reports the fault', async () => {
  let runs = 0
  const failing = async () => {
    runs++
    throw new Error('no broom')
  }
  jobs.register(kind(failing, { name: 'sweep', every_ms: 10_000, attempts: 2 }))
  for (let second = 0; second < 100; second++) await pass(1_000)
  expect(runs).toBeGreaterThan(8)
  expect(await rows()).toMatchObject([{ dead_at: null, last_error: 'no broom' }])
})

test('closing waits for running jobs, and released ones do not count as an attempt', async () => {
  const attempts: number[] = []
  let isOver = false
  const patient = kind(async ({ attempt, signal }) => {
    attempts.push(attempt)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    await db.write(async () => {})
    isOver = true
    signal.throwIfAborted()
  })
  jobs.register(patient)
  await enqueue('a')
  await expect.poll(() => attempts.length).toBe(1)
  await jobs.close()
  expect(isOver).toBe(true)
  expect(await rows()).toMatchObject([{ attempt: 0, lease_until: null, last_error: null }])
  const next = node()
  next.register(kind(async ({ attempt }) => void attempts.push(attempt)))
  await next.whenSettled()
  expect(attempts).toEqual([1, 1])
})

test('one kind is closed without the others', async () => {
  const seen: string[] = []
  const log = async ({ key }: Job<Tables>) => void seen.push(key)
  const closed: Worker<Tables> = jobs.register(kind(log))
  jobs.register(kind(log, { name: 'scan' }))
  await closed.close()
  await enqueue('a')
  await enqueue('b', {}, 'scan')
  await pass(1_000)
  expect(seen).toEqual(['b'])
})

test('a job can be awaited, on another node as well', async () => {
  const { run, started, ends } = slow()
  const other = node()
  jobs.register(kind(run))
  await enqueue('a')
  await expect.poll(() => started.length).toBe(1)
  let isIdle = false
  const waiting = other.whenIdle('print', 'a').then(() => (isIdle = true))
  await pause()
  expect(isIdle).toBe(false)
  ends[0]!.resolve()
  await waiting
  await other.whenIdle('print', 'never wanted')
})

test('what is postponed counts no attempt, however often, and comes again when it said', async () => {
  let isAway = true
  let runs = 0
  jobs.register(
    kind(async (job) => {
      runs++
      expect(job.attempt).toBe(1)
      if (isAway) throw new Postponed(new Error('the storage is away'), 5_000)
      await db.write(async (transaction) => {
        await addEffect(transaction, job.key)
        await job.complete(transaction)
      })
    }),
  )
  await enqueue('a')
  await jobs.whenSettled()
  for (let times = 0; times < 10; times++) await pass(5_000)
  expect(runs).toBe(11)
  expect(await rows()).toMatchObject([{ key: 'a', dead_at: null, last_error: 'the storage is away' }])
  await pass(4_999)
  expect(runs).toBe(11)
  isAway = false
  await pass(1_000)
  expect(await effects()).toEqual(['a'])
  expect(await rows()).toEqual([])
})
