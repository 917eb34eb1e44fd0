const FLOOR_MS = 300
const CEILING_MS = 20_000
/** Less than doubling: after a server's restart of some seconds everybody shall be back within five. */
const GROWTH = 1.5

/** How long to wait before try number `attempt` (0 first): full jitter, 0.3 s to 20 s. `random` gives [0, 1). */
export const backoffMs = (attempt: number, random: () => number): number => {
  const ceiling = Math.min(CEILING_MS, 2 * FLOOR_MS * GROWTH ** Math.min(attempt, 16))
  return Math.round(FLOOR_MS + random() * (ceiling - FLOOR_MS))
}
