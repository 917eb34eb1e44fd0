import { useEffect } from 'react'
import type { Lazy, LazyState } from '../core/lazy.ts'
import { useSnapshot } from './use-store.ts'

/** Loads it; the state tells when it is there. */
export const useLazyState = <T>(lazy: Lazy<T>): LazyState<T> => {
  useEffect(() => void lazy.want(), [lazy])
  return useSnapshot(lazy.state)
}

/** Undefined until it is loaded. */
export const useLazy = <T>(lazy: Lazy<T>): T | undefined => {
  const state = useLazyState(lazy)
  return state.status === 'ready' ? state.value : undefined
}
