import type { KeyboardEvent, PointerEvent } from 'react'

interface ResizerProps {
  label: string
  /** The side of the line on which the panel is. */
  panel: 'start' | 'end'
  width: number
  limits: { min: number; normal: number; max: number }
  onResize(width: number): void
}

const STEP = 16

/** The line between two panels: dragged, moved by arrow keys, reset by a double click. */
export const Resizer = ({ label, panel, width, limits, onResize }: ResizerProps) => {
  const isRtl = () => document.documentElement.dir === 'rtl'
  const resize = (next: number) => onResize(Math.round(Math.min(limits.max, Math.max(limits.min, next))))

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return
    event.preventDefault()
    const line = event.currentTarget
    const startX = event.clientX
    const grows = (panel === 'start') !== isRtl() ? 1 : -1
    const move = (next: globalThis.PointerEvent) => resize(width + (next.clientX - startX) * grows)
    line.setPointerCapture(event.pointerId)
    line.addEventListener('pointermove', move)
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), {
      once: true,
    })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    const towardsEnd = (event.key === 'ArrowRight') !== isRtl()
    resize(width + (towardsEnd === (panel === 'start') ? STEP : -STEP))
  }

  return (
    <div
      className={`resizer resizer-${panel}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onPointerDown={drag}
      onDoubleClick={() => resize(limits.normal)}
      onKeyDown={onKeyDown}
    />
  )
}
