import { useRef, type PointerEvent } from 'react'
import { after } from '../clock.ts'

const HOLD_MS = 450
const MOVED_PX = 10

/** Handlers that call `onHold` when a finger rests on the element; scrolling and selecting cancel it. */
export const useLongPress = (onHold: () => void) => {
  const press = useRef<{ x: number; y: number; cancel: () => void } | undefined>(undefined)
  const cancel = () => {
    press.current?.cancel()
    press.current = undefined
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') return
      press.current = { x: event.clientX, y: event.clientY, cancel: after(HOLD_MS, onHold) }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const start = press.current
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > MOVED_PX) cancel()
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  }
}
