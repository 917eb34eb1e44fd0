import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 5
/** No limit of a promise: what takes longer never happens, however busy the machine is. */
const PATIENCE_MS = 240_000

/** Waits until something holds. @throws when it does not in time, with what was waited for */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string),
  withinMs = PATIENCE_MS,
): Promise<void> => {
  if (await within(withinMs, holds)) return
  throw new Error(`Not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}`)
}

/** Whether something comes to hold in time. */
export const within = async (ms: number, holds: () => boolean | Promise<boolean>): Promise<boolean> => {
  const deadline = performance.now() + ms
  for (;;) {
    if (await holds()) return true
    if (performance.now() >= deadline) return false
    await sleep(POLL_MS)
  }
}
