import { useEffect, useEffectEvent } from 'react'

/** Calls `run` for an Escape that nothing else on the page has taken. */
export const useEscape = (run: () => void): void => {
  const escape = useEffectEvent(run)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) escape()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
