import { useEffect } from 'react'
import type { Lazy } from '../core/lazy.ts'
import { useSnapshot } from './use-store.ts'

/** Undefined until it is loaded. */
export const useLazy = <T>(lazy: Lazy<T>): T | undefined => {
  useEffect(() => void lazy.want(), [lazy])
  const state = useSnapshot(lazy.state)
  return state.status === 'ready' ? state.value : undefined
}
