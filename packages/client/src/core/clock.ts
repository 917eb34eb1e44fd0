// The only file that uses Date, timers and Math.random, so that every test can replace them.

/** Time and timers. Tests pass a `ManualClock` from `@lectern/client/testing`. */
export interface Clock {
  /** Wall time in milliseconds since 1970; jumps when the user or NTP sets it. */
  now(): number
  /** Milliseconds that never go back; for measuring durations. */
  monotonic(): number
  /** Runs `callback` once after `delayMs`; returns the cancel function. */
  after(delayMs: number, callback: () => void): () => void
}

/** Browsers treat a longer delay as zero. */
const MAX_DELAY_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), MAX_DELAY_MS))
    return () => clearTimeout(timer)
  },
}

/** For jitter only, never for secrets. */
export const systemRandom = (): number => Math.random()

/** Runs `callback` every `intervalMs` until cancelled. */
export const every = (clock: Clock, intervalMs: number, callback: () => void): (() => void) => {
  let cancel = (): void => {}
  const arm = () => {
    cancel = clock.after(intervalMs, () => {
      arm()
      callback()
    })
  }
  arm()
  return () => cancel()
}

/** Resolves after `delayMs`, or at once when `signal` aborts. */
export const sleep = (clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = (): void => {
      cancel()
      // The signal may outlive the sleep, as a session's signal does.
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.after(delayMs, end)
    signal?.addEventListener('abort', end)
  })

/** Resolves when all pending promises and I/O have run; for tests with a manual clock. */
export const settle = (): Promise<void> =>
  new Promise((resolve) => {
    const { setImmediate } = globalThis as { setImmediate?: (run: () => void) => void }
    if (setImmediate) setImmediate(resolve)
    else setTimeout(resolve)
  })

/** Wall milliseconds of a time in the format of the wire or of HTTP; NaN for anything else. */
export const parseTime = (text: string): number => Date.parse(text)

/** Wall milliseconds in the time format of the wire. */
export const isoTime = (ms: number): string => new Date(ms).toISOString()
