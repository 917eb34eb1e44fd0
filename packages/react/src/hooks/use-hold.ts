import { useEffect, useRef, type FocusEvent } from 'react'

/**
 * Handlers for an element: while the pointer is on it, or the keyboard's focus in it, what `hold` returned is in force. A
 * press also leaves the focus there, but whoever uses a pointer is gone when the pointer is.
 */
export const useHold = (hold: () => () => void) => {
  const ends = useRef<Partial<Record<'pointer' | 'focus', () => void>>>({})
  const begin = (by: 'pointer' | 'focus') => void (ends.current[by] ??= hold())
  const end = (by: 'pointer' | 'focus') => {
    ends.current[by]?.()
    delete ends.current[by]
  }
  useEffect(() => {
    const all = ends.current
    return () => {
      all.pointer?.()
      all.focus?.()
    }
  }, [])
  return {
    onPointerEnter: () => begin('pointer'),
    onPointerLeave: () => end('pointer'),
    onFocus: (event: FocusEvent) => event.target.matches(':focus-visible') && begin('focus'),
    onBlur: (event: FocusEvent) => event.currentTarget.contains(event.relatedTarget) || end('focus'),
  }
}
