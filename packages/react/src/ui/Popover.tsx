import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useBackCloses } from '../hooks/use-back-closes.ts'
import { isTouch } from '../core/is-touch.ts'
import { keepPlaced } from './place.ts'
import { useEvent } from '../hooks/use-event.ts'

export interface PopoverProps {
  /** The element it belongs to: it opens beside it, and focus returns to it. */
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
  label: string
  role?: 'dialog' | 'menu'
  className?: string
  children: ReactNode
}

/**
 * A floating layer in the browser's top layer. Escape, a press outside and Tab out of it close it. Mount it to
 * open it.
 */
export const Popover = ({
  anchor,
  onClose,
  label,
  role = 'dialog',
  className = '',
  children,
}: PopoverProps) => {
  const box = useRef<HTMLDivElement>(null)
  const close = useEvent(onClose)
  // With a mouse, a menu is closed by a press beside it; on a phone it looks like a page of its own.
  useBackCloses(onClose, isTouch())
  useLayoutEffect(() => show(box.current, anchor.current), [anchor])
  // This layer must not react when a layer opened from it takes the focus.
  useLayoutEffect(() => dismissOnLeave(box, anchor, () => close()), [anchor, close])
  return (
    <div ref={box} popover="manual" role={role} aria-label={label} className={`lectern-popover ${className}`}>
      {children}
    </div>
  )
}

const show = (box: HTMLElement | null, anchor: HTMLElement | null): (() => void) => {
  if (!box) return () => {}
  // Browsers from before 2024 have no top layer; the box then only has a higher z-index.
  box.showPopover?.()
  const stop = anchor && keepPlaced(box, anchor)
  box
    .querySelector<HTMLElement>('[data-autofocus], button, input, [tabindex="0"]')
    ?.focus({ preventScroll: true })
  return () => {
    stop?.()
    if (box.contains(document.activeElement) || document.activeElement === document.body) {
      anchor?.focus({ preventScroll: true })
    }
  }
}

type Ref = RefObject<HTMLElement | null>

const dismissOnLeave = (box: Ref, anchor: Ref, close: () => void): (() => void) => {
  const inside = (target: EventTarget | null) =>
    target instanceof Node && (box.current?.contains(target) || anchor.current?.contains(target))
  const onLeave = (event: Event) => {
    if (!inside(event.target)) close()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    // Only the top layer closes.
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  document.addEventListener('pointerdown', onLeave, true)
  document.addEventListener('focusin', onLeave, true)
  document.addEventListener('keydown', onKey, true)
  return () => {
    document.removeEventListener('pointerdown', onLeave, true)
    document.removeEventListener('focusin', onLeave, true)
    document.removeEventListener('keydown', onKey, true)
  }
}
