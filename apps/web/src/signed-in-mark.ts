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

export const markSignedIn = (isSignedIn: boolean): void => {
  try {
    if (isSignedIn) localStorage.setItem(KEY, '1')
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is forbidden.
  }
}
