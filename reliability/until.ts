import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 5
/** Not a promise: anything slower never happens, however busy the machine is. */
const PATIENCE_MS = 240_000

/** Waits until a condition holds. @throws if it does not in time, with its description */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string),
  withinMs = PATIENCE_MS,
): Promise<void> => {
  if (await holdsWithin(withinMs, holds)) return
  throw new Error(`Not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}`)
}

/** Whether a condition holds in time. */
export const holdsWithin = async (ms: number, holds: () => boolean | Promise<boolean>): Promise<boolean> => {
  const deadline = performance.now() + ms
  for (;;) {
    if (await holds()) return true
    if (performance.now() >= deadline) return false
    await sleep(POLL_MS)
  }
}
