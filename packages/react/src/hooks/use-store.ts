import { useCallback, useSyncExternalStore } from 'react'
import type { Store } from '@lectern/client'

/**
 * What `select` picks from a store's snapshot, or from none when there is no store yet.
 * `select` must return a primitive or something that lives in the snapshot: a fresh object each time would
 * never settle.
 */
export const useStore = <T, S>(store: Store<T>, select: (snapshot: T) => S): S => {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  const read = () => select(store.get())
  return useSyncExternalStore(subscribe, read, read)
}

/** The whole snapshot of a store. */
export const useSnapshot = <T>(store: Store<T>): T => useStore(store, same)

const same = <T>(value: T): T => value
