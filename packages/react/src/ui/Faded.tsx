import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'

export interface FadedProps {
  className: string
  children: ReactNode
}

/** A text of limited height, whose end fades only if there is more of it than is seen. */
export const Faded = ({ className, children }: FadedProps) => {
  const box = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLDivElement>(null)
  const [isCut, setCut] = useState(false)
  useLayoutEffect(() => {
    if (!box.current || !text.current || typeof ResizeObserver === 'undefined') return undefined
    return watchCut(box.current, text.current, setCut)
  }, [])
  return (
    <div ref={box} className={`lectern-faded ${className}`} data-cut={isCut || undefined}>
      <div ref={text}>{children}</div>
    </div>
  )
}

/** Fonts that load, formulas that are drawn and windows that change make the text higher or lower later. */
const watchCut = (box: HTMLElement, text: HTMLElement, tell: (isCut: boolean) => void): (() => void) => {
  const look = () => tell(text.offsetHeight > box.clientHeight + 1)
  const observer = new ResizeObserver(look)
  observer.observe(box)
  observer.observe(text)
  look()
  return () => observer.disconnect()
}
