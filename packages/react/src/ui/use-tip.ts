import { useEffect, useRef, useState, type FocusEvent, type PointerEvent } from 'react'
import { after } from '../core/clock.ts'

/** The pointer may go over to the tip, to read all of it under a magnifier. */
const LEAVING_MS = 200

/**
 * A tip is shown while the pointer is on its anchor (after `delayMs`) or on the tip, or the keyboard's focus on the anchor.
 * Esc closes it.
 */
export const useTip = (delayMs = 0) => {
  const [shown, setShown] = useState(false)
  const cancel = useRef(() => {})
  const turn = (next: boolean, afterMs: number) => {
    cancel.current()
    cancel.current = () => {}
    if (afterMs === 0) setShown(next)
    else cancel.current = after(afterMs, () => setShown(next))
  }
  useEffect(() => () => cancel.current(), [])
  useEffect(() => (shown ? closeWithEscape(() => setShown(false)) : undefined), [shown])
  const leave = () => turn(false, LEAVING_MS)
  const hide = () => turn(false, 0)
  return {
    shown,
    show: () => turn(true, 0),
    hide,
    handlers: {
      onPointerEnter: (event: PointerEvent) =>
        event.pointerType !== 'touch' && turn(true, shown ? 0 : delayMs),
      onPointerLeave: leave,
      onFocus: (event: FocusEvent) => event.target.matches(':focus-visible') && turn(true, 0),
      onBlur: hide,
    },
    tip: { onPointerEnter: () => turn(true, 0), onPointerLeave: leave },
  }
}

/** The first Esc closes the tip, and no layer below. */
const closeWithEscape = (close: () => void): (() => void) => {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  addEventListener('keydown', onKey, true)
  return () => removeEventListener('keydown', onKey, true)
}
