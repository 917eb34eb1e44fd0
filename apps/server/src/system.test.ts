import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig, type Config } from './config.ts'
import { ATTACHMENT_CHECK } from './features/attachments/attachment-checks.ts'
import type { Context } from './features/context.ts'
import { openContext } from './open-context.ts'
import { createLog } from './platform/log.ts'
import { createServer } from './server.ts'
import { openSystem, type System } from './system.ts'
import { ManualClock } from './testing/manual-clock.ts'

let folder: string
let config: Config
let clock: ManualClock
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-system-'))
  config = readConfig({ PORT: '0', HOST: 'localhost', LECTERN_DATA_DIR: folder })
  clock = new ManualClock()
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (config: Config, isAlone = false) =>
  openSystem({ config, clock, log: createLog('silent'), isAlone })
/** SQLite removes its log when the last handle is closed. */
const isDatabaseOpen = () => existsSync(join(folder, 'lectern.db-wal'))

test('a closed system leaves neither a timer nor a handle', async () => {
  const system = await open(config)
  expect([clock.pending > 0, isDatabaseOpen()]).toEqual([true, true])
  await system.close()
  expect([clock.pending, isDatabaseOpen()]).toEqual([0, false])
  await system.close()
})

test('a part that fails to close does not keep the others open', async () => {
  const system = await open(config)
  const { close } = system.ctx.media
  system.ctx.media.close = () => {
    close.call(system.ctx.media)
    throw new Error('the media process stays')
  }
  await expect(system.close()).rejects.toThrow('the media process stays')
  expect([clock.pending, isDatabaseOpen()]).toEqual([0, false])
})

test('the first error is reported, whatever fails during the closing after it', async () => {
  const prepare = async (ctx: Context) => {
    const { close } = ctx.jobs
    ctx.jobs.close = async () => {
      await close.call(ctx.jobs)
      throw new Error('a job goes on')
    }
    throw new Error('no demo class')
  }
  const opening = createServer({ config, clock, log: createLog('silent'), prepare })
  await expect(opening).rejects.toThrow('no demo class')
  expect([clock.pending, isDatabaseOpen()]).toEqual([0, false])
})

test.each(['origins', 'web_dir'] as const)('a start that fails at %s closes what had opened', async (key) => {
  const failing = Object.defineProperty({ ...config }, key, {
    get: () => {
      throw new Error(`no ${key}`)
    },
  })
  await expect(open(failing)).rejects.toThrow(`no ${key}`)
  expect([clock.pending, isDatabaseOpen()]).toEqual([0, false])
})

test('a start that fails before its first request closes the opened parts', async () => {
  const seen: Context[] = []
  const prepare = async (ctx: Context) => {
    seen.push(ctx)
    throw new Error('no demo class')
  }
  await expect(createServer({ config, clock, log: createLog('silent'), prepare })).rejects.toThrow(
    'no demo class',
  )
  expect(seen).toHaveLength(1)
  expect([clock.pending, isDatabaseOpen()]).toEqual([0, false])
})

/** Leaves a job as a process does that is killed while it runs it. */
const leaveJob = async () => {
  await using parts = new AsyncDisposableStack()
  const ctx = await openContext({ data_dir: folder, clock, log: createLog('silent') }, parts)
  const end = Promise.withResolvers<void>()
  const begun = new Promise<void>((resolve) => {
    const run = () => (resolve(), end.promise)
    ctx.jobs.register({ ...HOW, name: ATTACHMENT_CHECK, run })
  })
  await ctx.db.write((transaction) => ctx.jobs.enqueue(transaction, ATTACHMENT_CHECK, 'an upload'))
  await begun
  const [left] = await ctx.db.read.selectFrom('jobs').selectAll().execute()
  end.resolve()
  await ctx.jobs.whenSettled()
  await ctx.db.write(({ query }) => query.insertInto('jobs').values(left!).execute())
}
const HOW = { limit: 1, lease_ms: 15_000, attempts: 10, backoff: { first_ms: 1_000, most_ms: 1_000 } }
const checks = ({ ctx }: System) =>
  ctx.db.read.selectFrom('jobs').select('key').where('kind', '=', ATTACHMENT_CHECK).execute()

test('a server that is alone goes on at once with the job that killed the one before it', async () => {
  await leaveJob()
  const system = await open(config, true)
  await system.ctx.jobs.whenSettled()
  expect(await checks(system)).toEqual([])
  await system.close()
})

test('a server that may have others beside it waits for the lease to expire', async () => {
  await leaveJob()
  const system = await open(config)
  await system.ctx.jobs.whenSettled()
  expect(await checks(system)).toEqual([{ key: 'an upload' }])
  clock.jump(16_000)
  await system.ctx.jobs.whenSettled()
  expect(await checks(system)).toEqual([])
  await system.close()
})
