import { useRef, type PointerEvent, type SyntheticEvent } from 'react'
import { after } from '../core/clock.ts'

const HOLD_MS = 450
const MOVED_PX = 10

/** Handlers that call `onHold` when a finger rests on the element; scrolling cancels it. */
export const useLongPress = (onHold: (element: HTMLElement) => void) => {
  const press = useRef<{ x: number; y: number; cancel: () => void } | undefined>(undefined)
  const held = useRef(false)
  const cancel = () => {
    press.current?.cancel()
    press.current = undefined
  }
  /** The browser's own menu, and the click it makes of a touch, would close the layer that the hold opened. */
  const swallow = (event: SyntheticEvent) => {
    if (held.current) event.preventDefault()
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const { currentTarget } = event
      held.current = false
      if (event.pointerType !== 'touch') return
      const hold = () => {
        held.current = true
        onHold(currentTarget)
      }
      press.current = { x: event.clientX, y: event.clientY, cancel: after(HOLD_MS, hold) }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const start = press.current
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > MOVED_PX) cancel()
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    onTouchEnd: swallow,
    onContextMenu: swallow,
  }
}
