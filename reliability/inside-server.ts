// Loaded into the server's process before the server itself (`node --import`), and controlled by messages of
// its parent: lets it die at a failpoint, and steps the wall clock it sees. Timers run normally, as they do
// when an operator or NTP sets the clock.
import { flushCompileCache } from 'node:module'
import process from 'node:process'
import type { Failpoint } from '../apps/server/src/platform/failpoints.ts'

export type Command =
  /** Dies when this point is reached for the `nth` time from now. */
  | { type: 'die_at'; point: Failpoint; nth: number }
  /** Sets the wall clock off by this from now on. */
  | { type: 'step_clock'; offset_ms: number }
  /** Returns the bytes in use after garbage collection; needs `--expose-gc`. */
  | { type: 'measure_memory' }
  /** Saves compiled code for the next process: a killed process cannot. */
  | { type: 'keep_compiled' }

const reached = globalThis as { [key: symbol]: ((point: Failpoint) => void) | undefined }

const dieAt = ({ point, nth }: Command & { type: 'die_at' }): void => {
  let left = nth
  reached[Symbol.for('lectern.failpoint')] = (name) => {
    if (name !== point || --left > 0) return
    process.kill(process.pid, 'SIGKILL')
    // The signal may take a moment to arrive; nothing may happen after this point.
    for (;;);
  }
}

const RealDate = Date
let offsetMs = 0

class SteppedDate extends RealDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(RealDate.now() + offsetMs)
    else super(...(parts as [number]))
  }

  static override now(): number {
    return RealDate.now() + offsetMs
  }
}

/** One collection may make more objects collectable by the next. */
const measureMemory = async (): Promise<number> => {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const stepClock = ({ offset_ms }: Command & { type: 'step_clock' }): void => {
  offsetMs = offset_ms
  globalThis.Date = SteppedDate as DateConstructor
}

const obey = async (command: Command): Promise<number> => {
  switch (command.type) {
    case 'measure_memory':
      return measureMemory()
    case 'keep_compiled':
      flushCompileCache()
      return 0
    case 'die_at':
      dieAt(command)
      return 0
    case 'step_clock':
      stepClock(command)
      return 0
  }
}

process.on('message', (command: Command) => void obey(command).then((answer) => process.send?.(answer)))
// Without a parent there is no judge.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
// The channel to the parent must not keep a drained server alive.
process.channel?.unref()
