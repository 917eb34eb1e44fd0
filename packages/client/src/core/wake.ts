// Signs that the machine slept or the network changed: a socket may be dead without knowing it.
import { every, type Clock } from './clock.ts'

const TICK_MS = 5_000
/** A timer this late means the machine or the tab was asleep. */
const LATE_MS = 10_000

/** `anew`: the network came back or the machine slept, so what was begun before may hang on a line that is gone. */
export type WakeSign = 'anew' | 'other'

/** Calls `onWake` at each such sign; returns the stop. Outside a browser only clock jumps are seen. */
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
    // Also a clock set back: leases and timers may have been computed from the old time.
    if (Math.abs(elapsed - TICK_MS) > LATE_MS) onWake()
  })
}

/** False only where the browser knows that there is no network. */
export const browserOnline = (): boolean => typeof navigator === 'undefined' || navigator.onLine !== false
