// Whether the person uses the device, for presence. Five minutes without a touch or key make them `idle`.
import type { Clock } from '../core/clock.ts'

export type Activity = 'active' | 'idle'

const IDLE_AFTER_MS = 5 * 60_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Calls `onChange` when it changes; returns the stop function. Outside a browser it never calls. */
export const watchActivity = (clock: Clock, onChange: (activity: Activity) => void): (() => void) => {
  if (typeof window === 'undefined') return () => {}
  let idle = false
  let lastSign = clock.monotonic()
  let cancel = (): void => {}
  const check = () => {
    const quietMs = clock.monotonic() - lastSign
    if (quietMs < IDLE_AFTER_MS) return void (cancel = clock.after(IDLE_AFTER_MS - quietMs, check))
    idle = true
    onChange('idle')
  }
  // Pointer moves are frequent, so this notes only the time; one timer looks at it.
  const sign = () => {
    lastSign = clock.monotonic()
    if (!idle) return
    idle = false
    onChange('active')
    check()
  }
  check()
  for (const name of SIGNS) window.addEventListener(name, sign, { passive: true })
  return () => {
    cancel()
    for (const name of SIGNS) window.removeEventListener(name, sign)
  }
}
