import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import type { Sent } from '../history.ts'
import { seededRandom, trialSeed } from '../random.ts'
import { Stage } from '../stage.ts'
import { talk } from '../talk.ts'
import { Trials } from '../trials.ts'

const run = promisify(execFile)
const LECTERN = join(import.meta.dirname, '../../apps/server/bin/lectern.js')

/** A backup is made while people write, more is written and acknowledged, and then the backup comes back. */
const restoreBackups = async ({ trials, seed }: FaultOptions): Promise<FaultResult> => {
  const results = new Trials()
  for (let trial = 0; trial < trials; trial++) {
    const random = seededRandom(trialSeed(seed, trial))
    const stage = await Stage.set({ random })
    try {
      const devices = [await stage.device(0), await stage.device(1), await stage.device(2)] as const
      const conversation_id = await stage.conversation(devices[0], [1, 2])
      const talking = talk(devices, conversation_id, random, { messages: 6, pauseMs: 20 })
      const copy = stage.school.besides('backup')
      await lectern(stage, 'backup', copy)
      await talking
      // Acknowledged after the backup was complete: only the clients still have these.
      await talk(devices, conversation_id, random, { messages: 4, pauseMs: 10 })
      await stage.quiet()
      await stage.server.kill()
      await lectern(stage, 'restore', copy, '--force')
      forgetNumbers(stage)
      const before = stage.history.sent.length
      // Written while the server is away, and not yet sent.
      await talk(devices, conversation_id, random, { messages: 1, pauseMs: 0 })
      await stage.restart()
      const up = performance.now()
      await stage.quiet()
      const recovery = performance.now() - up
      forgetNumbers(stage)
      orderApart(stage.history.sent.slice(before))
      results.add(await stage.judge(), [recovery])
    } finally {
      await stage.close()
    }
  }
  return results.result
}

const lectern = ({ school }: Stage, ...args: string[]): Promise<unknown> =>
  run(process.execPath, [LECTERN, ...args, '--data-dir', school.data_dir], {
    env: { PATH: process.env['PATH'] },
  })

/** In another log the same messages have other numbers, and what was shown of the old one says nothing about it. */
const forgetNumbers = ({ history }: Stage): void => {
  history.acknowledged = history.acknowledged.map(({ seq: _, ...acknowledged }) => acknowledged)
  history.screens = []
  history.receipts = []
  history.frames = []
}

/** What waits may be sent before its author learns that something older has to be sent again. */
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
