import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Fault, FaultOptions } from '../fault.ts'
import type { Sent } from '../history.ts'
import { play } from '../play.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'

const run = promisify(execFile)
const LECTERN = join(import.meta.dirname, '../../apps/server/bin/lectern.js')

/** A backup is made while people write, more is written and acknowledged, and then the backup is restored. */
const restoreBackups = (options: FaultOptions) =>
  play(options, {
    anew: true,
    cast: async (stage) => [await stage.device(0), await stage.device(1), await stage.device(2)] as const,
    trial: async ({ stage, cast, random }) => {
      const conversation_id = await stage.conversation(cast[0], [1, 2])
      const talking = talk(cast, conversation_id, random, { messages: 6, pauseMs: 20 })
      const copy = stage.school.besides('backup')
      await lectern(stage, 'backup', copy)
      await talking
      // Acknowledged after the backup was complete: only the clients still have these.
      await talk(cast, conversation_id, random, { messages: 4, pauseMs: 10 })
      await stage.quiet()
      await stage.server.kill()
      const deleted = stage.committed().filter((row) => row.deleted)
      await lectern(stage, 'restore', copy, '--force')
      const kept = new Set(stage.committed().map(({ id }) => id))
      const gone = new Set(deleted.flatMap(({ id }) => (kept.has(id) ? [] : [id])))
      const before = stage.history.sent.length
      // Written while the server is down, and unsent.
      await talk(cast, conversation_id, random, { messages: 1, pauseMs: 0 })
      await stage.restart()
      const recovery = await stage.recovery()
      forgetNumbers(stage)
      forgive(stage, gone)
      orderApart(stage.history.sent.slice(before))
      return { recovery_ms: [recovery] }
    },
  })

const lectern = ({ school }: Stage, ...args: string[]): Promise<unknown> =>
  run(process.execPath, [LECTERN, ...args, '--data-dir', school.data_dir], {
    env: { PATH: process.env['PATH'], LECTERN_ENV_FILE: '/dev/null' },
  })

/** In another log the same messages have other numbers, and screens of the old log prove nothing about it. */
const forgetNumbers = ({ history }: Stage): void => {
  history.acknowledged = history.acknowledged.map(({ seq: _, ...acknowledged }) => acknowledged)
  history.screens = []
  history.receipts = []
  history.frames = []
}

/** Messages sent and deleted after the backup do not come back, not even as tombstones. */
const forgive = ({ history }: Stage, gone: ReadonlySet<string>): void => {
  history.acknowledged = history.acknowledged.filter(({ id }) => !gone.has(id))
}

/** A waiting message may be sent before its author learns that an older one has to be sent again. */
const orderApart = (later: readonly Sent[]): void => {
  for (const sent of later) sent.device = `${sent.device} after the restore`
}

export const restore: Fault = {
  name: 'restore',
  fault: 'an older backup is restored under connected clients',
  pass: 'clients notice, converge, and acknowledged messages of the last 10 minutes come back',
  waits: true,
  trials: { ci: 2, full: 20 },
  run: restoreBackups,
}
