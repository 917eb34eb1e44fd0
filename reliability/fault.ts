import type { Violation } from './history-checker.ts'
import type { Size } from './time-limits.ts'

/** One row of the fault matrix: a fault that is repeated in trials, and a promise that must hold in each. */
export interface Fault {
  /** Short, for the command line: `power-cut`. */
  name: string
  /** The fault in words. */
  fault: string
  /** The promise that must hold. */
  pass: string
  /** It mostly waits, so others of this kind can run at the same time. */
  waits: boolean
  trials: {
    /** The trials in `npm test`. */
    ci: number
    /** The trials in `npm run reliability`. */
    full: number
  }
  run(options: FaultOptions): Promise<FaultResult>
}

export interface FaultOptions {
  trials: number
  /** In `npm test` some trials are smaller, and time limits are not judged to the millisecond. */
  size: Size
  /** The same seed draws the same trials, as far as the operating system allows. */
  seed: number
}

export interface FaultResult {
  trials: number
  violations: Violation[]
  /** For each interruption, the time until a client had recovered after its cause was over, in milliseconds. */
  recovery_ms: number[]
  /** Other measurements, each as a sentence. */
  notes: string[]
}
