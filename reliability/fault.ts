import type { Violation } from './history-checker.ts'

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
  /** Some trials are smaller in `npm test`. */
  size: 'small' | 'full'
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
