import { Turns } from '../platform/turns.ts'
import { perSystem } from './per-system.ts'

/** The turns of everybody who is signed in, for requests and frames alike. */
export const turnsOf = perSystem(() => new Turns())
