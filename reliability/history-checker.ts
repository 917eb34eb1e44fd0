// The judge of every run: the promises I1-I9 of README.md, checked on a recorded history.
import { arrival, erasure, exactlyOnce, noLoss, order } from './invariants/messages.ts'
import { agreement, freshness } from './invariants/screens.ts'
import { boundedMemory, boundaries, receiptsRise } from './invariants/limits.ts'
import type { History } from './history.ts'

export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9'

export interface Violation {
  invariant: Invariant
  /** The violation as a sentence. */
  sentence: string
  /** The ids of its messages, devices, conversations or sessions. */
  ids: string[]
}

const checks: Record<Invariant, ((history: History) => Iterable<Violation>)[]> = {
  I1: [noLoss, arrival],
  I2: [exactlyOnce],
  I3: [order],
  I4: [erasure],
  I5: [agreement],
  I6: [receiptsRise],
  I7: [freshness],
  I8: [boundedMemory],
  I9: [boundaries],
}

/** All violations in the history; empty if every promise held. */
export const checkHistory = (history: History): Violation[] =>
  Object.values(checks).flatMap((group) => group.flatMap((check) => [...check(history)]))
