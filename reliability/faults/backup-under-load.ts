import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import BetterSqlite from 'better-sqlite3'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions } from '../fault.ts'
import { play } from '../play.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'

const run = promisify(execFile)
const LECTERN = join(import.meta.dirname, '../../apps/server/bin/lectern.js')
const BALLAST_MIB = { small: 24, full: 400 }
/** Begun anew at each write, a backup would not end in any time. */
const ENDS_WITHIN_MS = 120_000

/** A backup of a large database is made while people write without a pause, and has to end, whole. */
const backUpUnderLoad = (options: FaultOptions) =>
  play(options, {
    cast: async (stage) => {
      addBallast(stage, BALLAST_MIB[options.size])
      return [await stage.device(0), await stage.device(1), await stage.device(2)] as const
    },
    trial: async ({ stage, cast, random, trial }) => {
      const conversation_id = await stage.conversation(cast[0], [1, 2])
      await talk(cast, conversation_id, random, { messages: 3, pauseMs: 5 })
      await stage.quiet()
      const before = stage.committed().map(({ id }) => id)
      const target = stage.school.besides(`copy-${trial}`)
      const begun = performance.now()
      let rounds = 0
      const end = { isThere: false }
      const backup = lectern(stage, 'backup', target).then(
        () => '',
        (error: Error) => error.message,
      )
      const done = backup.finally(() => (end.isThere = true))
      while (!end.isThere) {
        await talk(cast, conversation_id, random, { messages: 2, pauseMs: 5 })
        rounds++
      }
      const failure = await done
      const tookMs = Math.round(performance.now() - begun)
      const kept = failure === '' ? idsIn(join(target, 'lectern.db')) : new Set<string>()
      const lost = before.filter((id) => !kept.has(id))
      rmSync(target, { recursive: true, force: true })
      return {
        violations: [
          ...expectation('I4', failure === '', `The backup failed: ${failure}.`),
          ...expectation(
            'I4',
            lost.length === 0,
            `${lost.length} earlier messages are not in the backup.`,
            lost,
          ),
        ],
        notes: [
          `A backup of ${BALLAST_MIB[options.size]} MiB took ${tookMs} ms beside ${rounds} rounds of writing.`,
        ],
      }
    },
  })

/** Makes the database large. */
const addBallast = ({ school }: Stage, mib: number): void => {
  const db = new BetterSqlite(join(school.data_dir, 'lectern.db'), { timeout: 10_000 })
  db.exec('CREATE TABLE ballast (bytes BLOB NOT NULL) STRICT')
  const insert = db.prepare('INSERT INTO ballast VALUES (randomblob(1048576))')
  for (let row = 0; row < mib; row++) insert.run()
  db.close()
}

const idsIn = (file: string): Set<string> => {
  const db = new BetterSqlite(file, { readonly: true })
  const ids = db.prepare('SELECT id FROM messages').pluck().all() as string[]
  db.close()
  return new Set(ids)
}

const lectern = ({ school }: Stage, ...args: string[]): Promise<unknown> =>
  run(process.execPath, [LECTERN, ...args, '--data-dir', school.data_dir], {
    env: { PATH: process.env['PATH'], LECTERN_ENV_FILE: '/dev/null' },
    timeout: ENDS_WITHIN_MS,
  })

export const backupUnderLoad: Fault = {
  name: 'backup-under-load',
  fault: 'a backup of a large database while people write without a pause',
  pass: 'it ends, is sound, and has every message acknowledged before it began',
  waits: true,
  trials: { ci: 1, full: 10 },
  run: backUpUnderLoad,
}
