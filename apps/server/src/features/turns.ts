import { processTime } from '../platform/clock.ts'
import { Turns } from '../platform/turns.ts'
import { perSystem } from './per-system.ts'

/** Of the event loop's time, for one person while others work too. An operator's factor for budgets counts here as well. */
const SHARE = 0.1

/** The turns of everybody who is signed in, for requests and frames alike. */
export const turnsOf = perSystem(
  ({ budgets }) => new Turns({ ...processTime, share: SHARE * budgets.factor, later: setImmediate }),
)
