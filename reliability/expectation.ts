import type { Violation } from './history-checker.ts'

/** A promise of the matrix besides the invariants: reported under the invariant it serves. */
export const expectation = (
  invariant: Violation['invariant'],
  holds: boolean,
  sentence: string,
  ids: string[] = [],
): Violation[] => (holds ? [] : [{ invariant, sentence, ids }])
