import type { FaultResult } from './fault.ts'
import type { Violation } from './history-checker.ts'

/** Collects what the trials of one fault give. */
export class Trials {
  readonly #result: FaultResult = { trials: 0, violations: [], recovery_ms: [], notes: [] }

  get result(): FaultResult {
    return this.#result
  }

  /** One trial has ended. */
  add(violations: readonly Violation[], recovery_ms: readonly number[] = []): void {
    this.#result.trials++
    this.#result.violations.push(...violations)
    this.#result.recovery_ms.push(...recovery_ms)
  }

  note(sentence: string): void {
    this.#result.notes.push(sentence)
  }
}

/** A promise of the matrix beside the invariants: told under the invariant it serves. */
export const expectation = (
  invariant: Violation['invariant'],
  holds: boolean,
  sentence: string,
  ids: string[] = [],
): Violation[] => (holds ? [] : [{ invariant, sentence, ids }])

/** The value below which this share of all lies; 0 of nothing. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
