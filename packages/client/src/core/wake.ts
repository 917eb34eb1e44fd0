// Signs that the machine slept or the network changed: a socket may be dead without a close event.
import { every, type Clock } from './clock.ts'

const TICK_MS = 5_000
/** A timer this late means the machine or the tab was asleep. */
const LATE_MS = 10_000

/**
 * `anew`: the network came back or the machine slept, so requests begun before may hang on a dead connection.
 */
export type WakeSign = 'anew' | 'other'

/** Calls `onWake` at each sign; returns the stop function. Outside a browser it sees only clock jumps. */
export const watchForWake = (clock: Clock, onWake: (sign: WakeSign) => void): (() => void) => {
  const woke = () => onWake('other')
  const anew = () => onWake('anew')
  const stopTicking = watchClock(clock, anew)
  if (typeof window === 'undefined') return stopTicking
  const stopped = new AbortController()
  const { signal } = stopped
  for (const name of ['offline', 'pageshow', 'focus']) window.addEventListener(name, woke, { signal })
  window.addEventListener('online', anew, { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && woke(), {
    signal,
  })
  document.addEventListener('resume', anew, { signal })
  return () => {
    stopTicking()
    stopped.abort()
  }
}

const watchClock = (clock: Clock, onWake: () => void): (() => void) => {
  let last = clock.now()
  return every(clock, TICK_MS, () => {
    const elapsed = clock.now() - last
    last = clock.now()
    // Also reports a clock set back: leases and timers may have been computed from the old time.
    if (Math.abs(elapsed - TICK_MS) > LATE_MS) onWake()
  })
}

/** False only if the browser knows that there is no network. */
export const browserOnline = (): boolean => typeof navigator === 'undefined' || navigator.onLine !== false
