// Two containers on one data folder: each counts its processes by itself, so neither sees the other.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '../../apps/server/src/testing/free-port.ts'
import { needProgram } from '../../scripts/programs.ts'
import { expectation } from '../expectation.ts'
import type { Fault, FaultOptions, FaultResult } from '../fault.ts'
import { play } from '../play.ts'
import type { Stage } from '../stage.ts'
import { talk } from '../talk.ts'

const LECTERN = join(import.meta.dirname, '../../apps/server/bin/lectern.js')
const CONTAINER = ['--pid', '--fork', '--kill-child']
const AT_ONCE = 2
const ENDS_WITHIN_MS = 120_000

interface Ending {
  code: number | null
  stderr: string
}

const startTwice = async (options: FaultOptions): Promise<FaultResult> => {
  if (spawnSync(needProgram('unshare'), [...CONTAINER, 'true']).status !== 0)
    throw new Error('No process namespace could be made here. Run this as root where it is allowed.')
  return play(options, {
    cast: async (stage) => [await stage.device(0), await stage.device(1)] as const,
    trial: async ({ stage, cast, random }) => {
      const conversation_id = await stage.conversation(cast[0], [1])
      const talking = talk(cast, conversation_id, random, { messages: 4, pauseMs: 20 })
      const endings = await Promise.all(Array.from({ length: AT_ONCE }, () => startInContainer(stage)))
      await talking
      const refused = endings.filter(({ code, stderr }) => code === 1 && stderr.includes('Another Lectern'))
      await stage.server.kill()
      // Nobody waits for the dead one: its lock has ended with it.
      await stage.restart()
      const recovery = await stage.recovery()
      const sentence = `Of ${AT_ONCE} further starts ${refused.length} were refused: ${JSON.stringify(endings)}`
      return { recovery_ms: [recovery], violations: expectation('I4', refused.length === AT_ONCE, sentence) }
    },
  })
}

/** Returns how the start ended; one that serves is ended after a while, and counts as not refused. */
const startInContainer = async ({ school }: Stage): Promise<Ending> => {
  const args = [...CONTAINER, process.execPath, LECTERN, 'serve', '--data-dir', school.data_dir]
  const child = spawn(
    needProgram('unshare'),
    [...args, '--port', String(await freePort()), '--host', '127.0.0.1'],
    {
      env: { PATH: process.env['PATH'], LECTERN_ENV_FILE: '/dev/null', LECTERN_DEMO: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: ENDS_WITHIN_MS,
      killSignal: 'SIGKILL',
    },
  )
  let stderr = ''
  child.stderr.on('data', (chunk) => (stderr += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stderr }
}

export const twoStarts: Fault = {
  name: 'two-starts',
  fault: 'two more servers start on the same data folder, each in a container of its own',
  pass: 'both are refused, and after the first was killed the next start has the folder at once',
  waits: true,
  trials: { ci: 1, full: 20 },
  run: startTwice,
}
