import type { Violation } from './history-checker.ts'
import type { Size } from './time-limits.ts'

/** One row of the fault matrix: something goes wrong, so many times, and what is promised must hold each time. */
export interface Fault {
  /** Short, for the command line: `power-cut`. */
  name: string
  /** What goes wrong. */
  fault: string
  /** What must hold. */
  pass: string
  /** It mostly waits: others of the kind can run at the same time. */
  waits: boolean
  trials: {
    /** In `npm test`. */
    ci: number
    /** In `npm run reliability`. */
    full: number
  }
  run(options: FaultOptions): Promise<FaultResult>
}

export interface FaultOptions {
  trials: number
  /** In `npm test` some trials are smaller, and limits in time are not judged to the millisecond. */
  size: Size
  /** Draws the same trials again, as far as the operating system allows. */
  seed: number
}

export interface FaultResult {
  trials: number
  violations: Violation[]
  /** How long each interruption lasted for a client, once what caused it was over. Milliseconds. */
  recovery_ms: number[]
  /** What else was measured, each as a sentence. */
  notes: string[]
}
