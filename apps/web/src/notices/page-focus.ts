// Whether anybody looks at this page, or at another one of this browser. A page that is looked at holds a lock, which the
// browser lets go of with the page.
const LOCK = 'lectern looked at'

export const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** Whether somebody looks at any page of this browser. */
export const isAnyLookedAt = async (): Promise<boolean> => {
  if (isLookedAt()) return true
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name === LOCK)
}

/** Calls `changed` now, and whenever somebody begins or ends to look at this page; returns what ends that. */
export const followFocus = (changed: (isLooked: boolean) => void): (() => void) => {
  let release: (() => void) | undefined
  const hold = (): void => {
    const { promise, resolve } = Promise.withResolvers<void>()
    release = resolve
    // Two pages that overlap for a moment: both may hold it.
    void navigator.locks?.request(LOCK, { mode: 'shared' }, () => promise).catch(() => {})
  }
  const look = (): void => {
    const isLooked = isLookedAt()
    if (isLooked && !release) hold()
    if (!isLooked) {
      release?.()
      release = undefined
    }
    changed(isLooked)
  }
  look()
  addEventListener('focus', look)
  addEventListener('blur', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    removeEventListener('focus', look)
    removeEventListener('blur', look)
    document.removeEventListener('visibilitychange', look)
    release?.()
  }
}
