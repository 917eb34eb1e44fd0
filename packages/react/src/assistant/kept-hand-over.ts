// Remembers in this browser that a question was passed on. Its message has the invocation's id, so that asking
// again from another device finds it and does not ask twice.
export interface HandOverRecord {
  /** The name of the person asked in another conversation. */
  name?: string
  /** The URL of that conversation. */
  href?: string
}

const keyOf = (invocation_id: string): string => `lectern.passed-on.${invocation_id}`

export const keepHandOver = (invocation_id: string, passed: HandOverRecord): void => {
  try {
    localStorage.setItem(keyOf(invocation_id), JSON.stringify(passed))
  } catch {
    // A full or forbidden storage only loses the note.
  }
}

export const readHandOver = (invocation_id: string | undefined): HandOverRecord | undefined => {
  if (invocation_id === undefined) return undefined
  try {
    const kept = localStorage.getItem(keyOf(invocation_id))
    return kept === null ? undefined : (JSON.parse(kept) as HandOverRecord)
  } catch {
    return undefined
  }
}
