import { useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { now } from '../core/clock.ts'
import { FITTING, moveBy, scaleView, type Point, type Size, type View } from './zoom.ts'

export const STEP = 1.5
/** The part of the stage by which one look goes on. */
const LOOK = 0.3
const TOWARDS = { left: [1, 0], right: [-1, 0], up: [0, 1], down: [0, -1] } as const
export type Direction = keyof typeof TOWARDS
const TAP_SCALE = 2.5
const DOUBLE_TAP_MS = 300
const TAP_PX = 10
const SWIPE_PX = 60

interface Hand {
  pointers: Map<number, Point>
  /** The point at which the only finger went down. */
  start: Point | undefined
  tapped_at: number
}

export interface Zoom {
  view: View
  zoomBy: (factor: number, at?: Point) => void
  fit: () => void
  /** Shows what lies further in a direction, of an image that is larger than the stage. */
  look: (direction: Direction) => void
  handlers: Record<
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel',
    (event: PointerEvent) => void
  >
}

/**
 * Zooms `stage` by wheel, pinch, double tap and dragging, reset for each image; `onSwipe` is called for a swipe
 * across an image that fits.
 */
export const useZoom = (
  stage: RefObject<HTMLElement | null>,
  image_id: string,
  onSwipe: (step: 1 | -1) => void,
): Zoom => {
  const [view, setView] = useState(FITTING)
  useLayoutEffect(() => setView(FITTING), [image_id])
  const hand = useRef<Hand>({ pointers: new Map(), start: undefined, tapped_at: 0 }).current
  const zoomBy = (factor: number, at: Point = { x: 0, y: 0 }): void =>
    setView((before) => scaleView(before, factor, at, sizeOf(stage.current)))
  useEffect(() => listenToWheel(stage.current, setView), [stage])

  const onPointerMove = (event: PointerEvent): void => {
    const before = hand.pointers.get(event.pointerId)
    if (!before) return
    const point = pointIn(stage.current, event)
    const other = [...hand.pointers].find(([id]) => id !== event.pointerId)?.[1]
    hand.pointers.set(event.pointerId, point)
    const size = sizeOf(stage.current)
    const by = { x: point.x - before.x, y: point.y - before.y }
    if (!other) return setView((now) => moveBy(now, by, size))
    const factor = distance(point, other) / Math.max(1, distance(before, other))
    const middle = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 }
    setView((now) => moveBy(scaleView(now, factor, middle, size), { x: by.x / 2, y: by.y / 2 }, size))
  }
  const onPointerUp = (event: PointerEvent): void => {
    const point = pointIn(stage.current, event)
    hand.pointers.delete(event.pointerId)
    const { start } = hand
    if (!start) return
    hand.start = undefined
    if (distance(start, point) < TAP_PX) return tap(point)
    const across = point.x - start.x
    const isSwipe = Math.abs(across) > SWIPE_PX && Math.abs(point.y - start.y) < Math.abs(across) / 2
    if (view.scale === 1 && event.pointerType === 'touch' && isSwipe) onSwipe(across < 0 ? 1 : -1)
  }
  const tap = (at: Point): void => {
    const isSecond = now() - hand.tapped_at < DOUBLE_TAP_MS
    hand.tapped_at = isSecond ? 0 : now()
    if (isSecond) zoomBy(view.scale > 1 ? 0 : TAP_SCALE, at)
  }
  return {
    view,
    zoomBy,
    fit: () => setView(FITTING),
    look: (direction) => {
      const size = sizeOf(stage.current)
      const [x, y] = TOWARDS[direction]
      setView((before) => moveBy(before, { x: x * size.width * LOOK, y: y * size.height * LOOK }, size))
    },
    handlers: {
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture?.(event.pointerId)
        const point = pointIn(stage.current, event)
        hand.start = hand.pointers.size === 0 ? point : undefined
        hand.pointers.set(event.pointerId, point)
      },
      onPointerMove,
      onPointerUp,
      onPointerCancel: (event) => {
        hand.pointers.delete(event.pointerId)
        hand.start = undefined
      },
    },
  }
}

/** Not a React handler: React's wheel handlers cannot keep the page from scrolling. */
const listenToWheel = (
  stage: HTMLElement | null,
  setView: (change: (view: View) => View) => void,
): (() => void) => {
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault()
    // A pinch on a touch pad arrives as a wheel event with small steps.
    const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002))
    setView((view) => scaleView(view, factor, pointIn(stage, event), sizeOf(stage)))
  }
  stage?.addEventListener('wheel', onWheel, { passive: false })
  return () => stage?.removeEventListener('wheel', onWheel)
}

export const sizeOf = (stage: HTMLElement | null): Size => ({
  width: stage?.clientWidth ?? 0,
  height: stage?.clientHeight ?? 0,
})

export const pointIn = (
  stage: HTMLElement | null,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
): Point => {
  const { left = 0, top = 0, width = 0, height = 0 } = stage?.getBoundingClientRect() ?? {}
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)
