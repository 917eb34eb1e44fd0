/** The server's time; tests pass their own. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Calls once after `ms`; the timer does not keep the process alive. */
  after(ms: number, run: () => void): Timer
  every(ms: number, run: () => void): Timer
}

export interface Timer {
  cancel(): void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const handle = setTimeout(run, ms).unref()
    return { cancel: () => clearTimeout(handle) }
  },
  every(ms, run) {
    const handle = setInterval(run, ms).unref()
    return { cancel: () => clearInterval(handle) }
  },
}

/**
 * The time of this process, which never goes back: for how long work takes, whatever happens to the system's clock. A
 * cancel function is returned.
 */
export const processTime = {
  now: (): number => performance.now(),
  after(ms: number, run: () => void): () => void {
    const handle = setTimeout(run, ms)
    return () => clearTimeout(handle)
  },
}

/** Randomness that spreads events over time; tests pass their own. */
export const systemRandom = (): number => Math.random()

/** For libraries that take a Date. */
export const dateOf = (ms: number): Date => new Date(ms)

/** RFC 3339, UTC, milliseconds. */
export const timestamp = (ms: number): string => new Date(ms).toISOString()

/** In the format of HTTP headers. */
export const httpDate = (ms: number): string => new Date(ms).toUTCString()

export const parseTimestamp = (text: string): number => Date.parse(text)

/**
 * Whether the moment `until`, once set at most `longestMs` ahead, is over. It also is if the clock was set back
 * since.
 */
export const isOver = (until: number, now: number, longestMs: number): boolean =>
  until <= now || until - now > longestMs
