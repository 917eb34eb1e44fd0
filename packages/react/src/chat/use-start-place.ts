import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { ConversationHandle, Timeline } from '@lectern/client'
import type { ScrollPlace } from './desk.ts'
import type { TimelineItem } from './timeline-items.ts'
import type { JumpTarget } from './use-jump.ts'
import { estimateHeight, type ListVirtualizer } from './use-list-virtualizer.ts'

/** Pages that are loaded to find the first unread message before one starts at the end instead. */
const SEARCHED_PAGES = 4

export interface StartView {
  items: readonly TimelineItem[]
  place: ScrollPlace | undefined
  unread_after: number | undefined
  timeline: Timeline
  target: JumpTarget | undefined
}

export interface StartPlaceOptions extends StartView {
  list: ListVirtualizer
  handle: ConversationHandle
}

/** Opens at the first unread message, else where one left, else at the end. */
export const useStartPlace = (options: StartPlaceOptions): void => {
  const { list, items, handle } = options
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
    goTo(list, start)
  })
  useLayoutEffect(() => settle(), [items])
  useEffect(() => stopPlacingOnTouch(list, placed), [list])
  // StrictMode mounts twice, and the first mount's scrolling is forgotten with it.
  useLayoutEffect(
    () => () => {
      placed.current = false
    },
    [],
  )
}

type Start = 'search' | 'end' | 'stay' | { index: number } | ScrollPlace

const startOf = (view: StartView, pages: number): Start => {
  const { items, place, unread_after, timeline, target } = view
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

const goTo = (list: ListVirtualizer, start: Exclude<Start, 'search'>): void => {
  if (start === 'end') list.scrollToEnd()
  else if (typeof start === 'object' && 'index' in start) list.scrollToIndex(start.index, { align: 'start' })
  // A place one left is where the list begins, to the pixel; `stay` leaves it to the jump.
}

/** Where the list begins, before anything is measured: near, so that no rows are drawn that are not seen. */
export const startOffset = (view: StartView): number => {
  const start = startOf(view, 0)
  const { items, place } = view
  const known = new Map(place?.sizes.map(({ key, size }) => [key, size]))
  const heightOf = (above: readonly TimelineItem[]) =>
    above.reduce((sum, item) => sum + (known.get(item.key) ?? estimateHeight(item)), 0)
  if (start === 'end') return heightOf(items)
  if (typeof start === 'string') return 0
  if ('index' in start) return heightOf(items.slice(0, start.index))
  return (
    heightOf(
      items.slice(
        0,
        items.findIndex(({ key }) => key === start.key),
      ),
    ) + start.past_px
  )
}

/** Where one is, to come back to. */
export const placeOf = (list: ListVirtualizer, items: readonly TimelineItem[]): ScrollPlace | undefined => {
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
