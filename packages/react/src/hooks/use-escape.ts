import { useEffect } from 'react'
import { useEvent } from './use-event.ts'

/** Calls `run` for an Escape that nothing else on the page has taken. */
export const useEscape = (run: () => void): void => {
  const escape = useEvent(run)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) escape()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [escape])
}
