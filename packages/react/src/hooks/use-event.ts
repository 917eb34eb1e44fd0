import { useCallback, useInsertionEffect, useRef } from 'react'

/** A function that stays the same and runs the newest `run`, for effects. React 18 has no `useEffectEvent`. */
export const useEvent = <A extends unknown[], R>(run: (...args: A) => R): ((...args: A) => R) => {
  const newest = useRef(run)
  useInsertionEffect(() => {
    newest.current = run
  })
  return useCallback((...args) => newest.current(...args), [])
}
