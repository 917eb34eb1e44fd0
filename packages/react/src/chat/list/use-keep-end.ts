import { useEffect, useRef, type RefObject } from 'react'
import { END_PX, type ListVirtualizer } from './use-list-virtualizer.ts'

/** A composer that grows, or a keyboard that opens, must not push the newest message out of view. */
export const useKeepEnd = (list: ListVirtualizer, scroller: RefObject<HTMLElement | null>): void => {
  const atEnd = useRef(true)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const remember = () => {
      atEnd.current = list.isAtEnd(END_PX)
    }
    let height = element.clientHeight
    const observer = new ResizeObserver(() => {
      // An observer first reports without a change.
      if (element.clientHeight !== height && atEnd.current) list.scrollToEnd()
      height = element.clientHeight
    })
    element.addEventListener('scroll', remember, { passive: true })
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', remember)
      observer.disconnect()
    }
  }, [list, scroller])
}
