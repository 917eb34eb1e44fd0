/** Ten seconds before the end, half a minute before it, and each whole minute. */
const STEPS_MS = [10_000, 30_000]
const MINUTE_MS = 60_000

/** A time that runs down, for those who hear it: it stays the same between steps, so that it is not said each second. */
export const spokenMs = (leftMs: number): number =>
  STEPS_MS.find((step) => leftMs <= step) ?? Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS
