import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { ConversationHandle, Timeline } from '@lectern/client'
import type { Desk, ScrollPlace } from './desk.ts'
import type { TimelineItem } from './timeline-items.ts'
import type { JumpTarget } from './use-jump.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

/** Pages that are loaded to find the first unread message before one starts at the end instead. */
const SEARCHED_PAGES = 4

export interface StartPlaceOptions {
  list: ListVirtualizer
  items: readonly TimelineItem[]
  place: ScrollPlace | undefined
  unread_after: number | undefined
  timeline: Timeline
  target: JumpTarget | undefined
  desk: Desk
  handle: ConversationHandle
}

/** Opens at the first unread message, else where one left, else at the end; remembers the place on leaving. */
export const useStartPlace = (options: StartPlaceOptions): void => {
  const { list, items, desk, handle } = options
  const placed = useRef(false)
  const pages = useRef(0)
  const settle = useEffectEvent(() => {
    if (placed.current) return
    const start = startOf(options, pages.current)
    if (start === 'search') {
      pages.current++
      handle.loadBefore().catch(() => (pages.current = SEARCHED_PAGES))
      return
    }
    placed.current = true
    goTo(list, items, start)
  })
  useLayoutEffect(() => settle(), [items])
  useEffect(() => stopPlacingOnTouch(list, placed), [list])
  // Layout effects are undone while the element still has its scroll position.
  const latest = useRef(items)
  useLayoutEffect(() => {
    latest.current = items
  }, [items])
  useLayoutEffect(
    () => () => {
      desk.scroll = placeOf(list, latest.current)
      // StrictMode mounts twice, and the first mount's scrolling is forgotten with it.
      placed.current = false
    },
    [list, desk],
  )
}

type Start = 'search' | 'end' | 'stay' | { index: number } | ScrollPlace

const startOf = (
  { items, place, unread_after, timeline, target }: StartPlaceOptions,
  pages: number,
): Start => {
  if (target) return 'stay'
  const line = items.findIndex(({ type }) => type === 'unread')
  if (line >= 0) return { index: line }
  const hidden = unread_after !== undefined && beginsUnread(items, unread_after) && timeline.has_more_before
  if (hidden && pages < SEARCHED_PAGES) return 'search'
  const left = place && !place.at_end && items.some(({ key }) => key === place.key)
  return left ? place : 'end'
}

const beginsUnread = (items: readonly TimelineItem[], read: number): boolean => {
  const first = items.find((item) => item.type === 'message')
  return first !== undefined && first.row.message.created_seq > read + 1
}

const goTo = (
  list: ListVirtualizer,
  items: readonly TimelineItem[],
  start: Exclude<Start, 'search'>,
): void => {
  if (start === 'stay') return
  if (start === 'end') return list.scrollToEnd()
  if ('index' in start) return list.scrollToIndex(start.index, { align: 'start' })
  const index = items.findIndex(({ key }) => key === start.key)
  const offset = list.getOffsetForIndex(index, 'start')?.[0] ?? 0
  list.scrollToOffset(offset + start.past_px)
}

const placeOf = (list: ListVirtualizer, items: readonly TimelineItem[]): ScrollPlace | undefined => {
  const offset = list.scrollOffset ?? 0
  const top = list.getVirtualItemForOffset(offset)
  const key = top && items[top.index]?.key
  if (!top || key === undefined) return undefined
  return { key, past_px: offset - top.start, at_end: list.isAtEnd(), sizes: list.takeSnapshot() }
}

const stopPlacingOnTouch = (list: ListVirtualizer, placed: { current: boolean }): (() => void) => {
  const scroller = list.options.getScrollElement()
  const stop = () => {
    placed.current = true
  }
  scroller?.addEventListener('wheel', stop, { passive: true })
  scroller?.addEventListener('pointerdown', stop)
  return () => {
    scroller?.removeEventListener('wheel', stop)
    scroller?.removeEventListener('pointerdown', stop)
  }
}
