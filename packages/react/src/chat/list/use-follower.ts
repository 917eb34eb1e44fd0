import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import type { Follower } from './follower.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

export interface FollowerOptions {
  follower: Follower
  list: ListVirtualizer
  scroller: RefObject<HTMLElement | null>
  /** The newest messages are elsewhere. */
  detached: boolean
}

/** Lets the follower watch the list, and returns whether the end is in view. */
export const useFollower = ({ follower, list, scroller, detached }: FollowerOptions): boolean => {
  const [atEnd, setAtEnd] = useState(follower.follows)
  useLayoutEffect(() => {
    const element = scroller.current
    return element ? follower.watch(element, list, () => setAtEnd(follower.isAtEnd)) : undefined
  }, [follower, list, scroller])
  useLayoutEffect(() => follower.detach(detached), [follower, detached])
  // After each rendering: there may be new rows.
  useLayoutEffect(() => follower.keep())
  // A composer that grows, or a keyboard that opens, must not push the newest message out of view.
  useEffect(() => {
    const observer = new ResizeObserver(() => follower.keep())
    if (scroller.current) observer.observe(scroller.current)
    return () => observer.disconnect()
  }, [follower, scroller])
  return atEnd
}
