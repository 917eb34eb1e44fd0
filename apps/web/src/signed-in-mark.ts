import { basePath } from './base-path.ts'

// Whether to ask the server for the last visit's session before anything is shown. Without it a first visit
// would begin with a refused request and a flash between two pages.
const keyOf = () => `lectern.signed_in${basePath()}`

export const wasSignedIn = (): boolean => {
  try {
    return localStorage.getItem(keyOf()) !== null
  } catch {
    // With forbidden storage only the server knows.
    return true
  }
}

export const markSignedIn = (user_id: string): void => {
  try {
    localStorage.setItem(keyOf(), user_id)
  } catch {
    // Storage is forbidden.
  }
}

/** Takes the mark away, unless another person has signed in in this browser since. */
export const unmarkSignedIn = (user_id: string | undefined): void => {
  try {
    const kept = localStorage.getItem(keyOf())
    if (user_id === undefined || kept === user_id || kept?.length === 1) localStorage.removeItem(keyOf())
  } catch {
    // Storage is forbidden.
  }
}
