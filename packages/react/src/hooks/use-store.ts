import { useCallback, useSyncExternalStore } from 'react'
import type { Store } from '@lectern/client'

/**
 * The result of `select` on a store's snapshot, or on undefined without a store. `select` must return a
 * primitive or an object of the snapshot: a new object each time would render for ever.
 */
export const useStore = <T, S>(store: Store<T>, select: (snapshot: T) => S): S => {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  const read = () => select(store.get())
  return useSyncExternalStore(subscribe, read, read)
}

/** The whole snapshot of a store. */
export const useSnapshot = <T>(store: Store<T>): T => useStore(store, same)

const same = <T>(value: T): T => value
