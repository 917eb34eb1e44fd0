// That a question was passed on, as this browser remembers it: its message has the turn's id, so that asking there again
// from another device finds it and asks nothing twice.
export interface Passed {
  /** Of who was asked in another conversation. */
  name?: string
  /** Of that conversation. */
  href?: string
}

const keyOf = (invocation_id: string): string => `lectern.passed-on.${invocation_id}`

export const keepHandOver = (invocation_id: string, passed: Passed): void => {
  try {
    localStorage.setItem(keyOf(invocation_id), JSON.stringify(passed))
  } catch {
    // Full or forbidden storage costs the remark, nothing else.
  }
}

export const keptHandOver = (invocation_id: string | undefined): Passed | undefined => {
  if (invocation_id === undefined) return undefined
  try {
    const kept = localStorage.getItem(keyOf(invocation_id))
    return kept === null ? undefined : (JSON.parse(kept) as Passed)
  } catch {
    return undefined
  }
}
