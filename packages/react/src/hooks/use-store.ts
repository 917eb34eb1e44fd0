import { useCallback, useSyncExternalStore } from 'react'
import type { Store } from '@lectern/client'
import { frames } from '../core/frames.ts'

/**
 * The result of `select` on a store's snapshot, or on undefined without a store. `select` must return a
 * primitive or an object of the snapshot: a new object each time would render for ever.
 */
export const useStore = <T, S>(store: Store<T>, select: (snapshot: T) => S): S => {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store])
  const read = () => select(store.get())
  return useSyncExternalStore(subscribe, read, read)
}

/**
 * The same for a store that others fill: many changes a frame are one rendering. Not for what the user types:
 * a field must have its text at once.
 */
export const useLive = <T, S>(store: Store<T>, select: (snapshot: T) => S): S => {
  const subscribe = useCallback((listener: () => void) => subscribeByFrame(store, listener), [store])
  const read = () => select(store.get())
  return useSyncExternalStore(subscribe, read, read)
}

/** The whole snapshot of a store that others fill. */
export const useLiveSnapshot = <T>(store: Store<T>): T => useLive(store, same)

/** Calls `listener` at most once a frame. */
export const subscribeByFrame = <T>(store: Store<T>, listener: () => void): (() => void) => {
  const unsubscribe = store.subscribe(() => frames.tell(listener))
  return () => {
    unsubscribe()
    frames.forget(listener)
  }
}

/** The whole snapshot of a store. */
export const useSnapshot = <T>(store: Store<T>): T => useStore(store, same)

const same = <T>(value: T): T => value
