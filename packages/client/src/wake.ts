// Signs that the machine slept or the network changed: a socket may be dead without knowing it.
import { every, type Clock } from './clock.ts'

const TICK_MS = 5_000
/** A timer this late means the machine or the tab was asleep. */
const LATE_MS = 10_000

/** Calls `onWake` at each such sign; returns the stop. Outside a browser only clock jumps are seen. */
export const watchForWake = (clock: Clock, onWake: () => void): (() => void) => {
  const stopTicking = watchClock(clock, onWake)
  if (typeof window === 'undefined') return stopTicking
  const whenVisible = () => {
    if (document.visibilityState === 'visible') onWake()
  }
  const windowEvents = ['online', 'offline', 'pageshow', 'focus'] as const
  for (const name of windowEvents) window.addEventListener(name, onWake)
  document.addEventListener('visibilitychange', whenVisible)
  document.addEventListener('resume', onWake)
  return () => {
    stopTicking()
    for (const name of windowEvents) window.removeEventListener(name, onWake)
    document.removeEventListener('visibilitychange', whenVisible)
    document.removeEventListener('resume', onWake)
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
