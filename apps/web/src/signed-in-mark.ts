// Whether to ask the server for the last visit's session before anything is shown. Without it a first visit
// would begin with a refused request and a flash between two pages.
const KEY = 'lectern.signed_in'

export const wasSignedIn = (): boolean => {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    // With forbidden storage only the server knows.
    return true
  }
}

export const markSignedIn = (user_id: string): void => {
  try {
    localStorage.setItem(KEY, user_id)
  } catch {
    // Storage is forbidden.
  }
}

/** Takes the mark away, unless another person has signed in in this browser since. */
export const unmarkSignedIn = (user_id: string | undefined): void => {
  try {
    const kept = localStorage.getItem(KEY)
    if (user_id === undefined || kept === user_id || kept?.length === 1) localStorage.removeItem(KEY)
  } catch {
    // Storage is forbidden.
  }
}
