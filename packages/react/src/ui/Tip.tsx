import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
import { keepPlaced } from './place.ts'

export interface TipProps {
  id: string
  /** The element it explains; it opens beside it and never takes the focus. */
  anchor: RefObject<HTMLElement | null>
  children: ReactNode
  /** The pointer came to it, or left it. */
  onPointerEnter?: () => void
  onPointerLeave?: () => void
}

/**
 * A line in the browser's top layer, instead of a title, which only a pointer can show. Mount it to show it.
 */
export const Tip = ({ id, anchor, children, ...pointer }: TipProps) => {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    box.current?.showPopover?.()
    return box.current && anchor.current ? keepPlaced(box.current, anchor.current) : undefined
  }, [anchor])
  return (
    <div ref={box} id={id} popover="manual" role="tooltip" className="lectern-tip" {...pointer}>
      {children}
    </div>
  )
}
