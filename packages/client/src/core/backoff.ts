const FLOOR_MS = 300
const CEILING_MS = 20_000
/** Slower than doubling: after a restart of some seconds all clients should be back within five. */
const GROWTH = 1.5
/**
 * For this many attempts, about twenty seconds, the ceiling stays at 4 s: a slow restart counts as a restart,
 * too.
 */
const HASTY = { attempts: 12, ceilingMs: 4_000 }

/** How long to wait before try number `attempt` (0 first): full jitter, 0.3 s to 20 s. `random` gives [0, 1). */
export const backoffMs = (attempt: number, random: () => number): number =>
  Math.round(FLOOR_MS + random() * (ceilingMs(attempt) - FLOOR_MS))

const ceilingMs = (attempt: number): number => {
  if (attempt < HASTY.attempts) return Math.min(HASTY.ceilingMs, 2 * FLOOR_MS * GROWTH ** attempt)
  return Math.min(CEILING_MS, HASTY.ceilingMs * GROWTH ** (attempt - HASTY.attempts + 1))
}
