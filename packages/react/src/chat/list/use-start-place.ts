import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { ConversationView, JumpTarget, ScrollPlace } from '../../context/conversation-view.ts'
import type { TimelineItem } from '../../rows/timeline-items.ts'
import { END_PX, type Follower } from './follower.ts'
import { estimateHeight, type ListVirtualizer } from './use-list-virtualizer.ts'
import { useEvent } from '../../hooks/use-event.ts'

export interface StartView {
  items: readonly TimelineItem[]
  /** The place of the last visit, unless there are newer messages. */
  place: ScrollPlace | undefined
  target: JumpTarget | undefined
}

export interface StartPlaceOptions extends StartView {
  list: ListVirtualizer
  follower: Follower
}

/** Opens at the place of the last visit, else at the first unread message, else at the end. */
export const useStartPlace = (options: StartPlaceOptions): void => {
  const { list, follower, items } = options
  const placed = useRef(false)
  const settle = useEvent(() => {
    if (placed.current) return
    placed.current = true
    goTo(list, follower, startOf(options))
  })
  useLayoutEffect(() => settle(), [items, settle])
  useEffect(() => stopPlacingOnTouch(list, placed), [list])
  // StrictMode mounts twice, and the first mount's scrolling is lost with it.
  useLayoutEffect(
    () => () => {
      placed.current = false
    },
    [],
  )
}

type Start = 'end' | 'stay' | { index: number } | ScrollPlace

const startOf = ({ items, place, target }: StartView): Start => {
  if (target) return 'stay'
  if (place && !place.at_end && items.some(({ key }) => key === place.key)) return place
  const line = items.findIndex(({ type }) => type === 'unread')
  return line >= 0 ? { index: line } : 'end'
}

const goTo = (list: ListVirtualizer, follower: Follower, start: Start): void => {
  if (start === 'end') follower.follow()
  else if (typeof start === 'object' && 'index' in start) list.scrollToIndex(start.index, { align: 'start' })
  // The list begins at the place of the last visit, to the pixel; `stay` leaves the scrolling to the jump.
}

/** Whether the list begins at its end. */
export const startsAtEnd = (view: StartView): boolean => startOf(view) === 'end'

/** The initial scroll position, before anything is measured: near, so that no invisible rows are rendered. */
export const startOffset = (view: StartView): number => {
  const start = startOf(view)
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

/** The current place, for a return. */
export const placeOf = (
  list: ListVirtualizer,
  items: readonly TimelineItem[],
  handle: ConversationHandle,
): ScrollPlace | undefined => {
  const offset = list.scrollOffset ?? 0
  const top = list.getVirtualItemForOffset(offset)
  const key = top && items[top.index]?.key
  if (!top || key === undefined) return undefined
  // From the list's own sizes: the rows are just leaving the document, so reading it would cost another layout.
  const beyond = list.getTotalSize() - offset - (list.scrollRect?.height ?? 0)
  const at_end = !handle.timeline.get().has_more_after && beyond <= END_PX
  const message_id = at_end ? undefined : messageAt(items, top.index)
  return {
    key,
    message_id,
    newest: newestOf(handle),
    past_px: offset - top.start,
    at_end,
    sizes: list.takeSnapshot(),
  }
}

/** The message at which the person reads: the first one in view. */
export const messageInView = (list: ListVirtualizer, items: readonly TimelineItem[]): string | undefined => {
  const top = list.getVirtualItemForOffset(list.scrollOffset ?? 0)
  return top && messageAt(items, top.index)
}

/** A line is above its message. */
const messageAt = (items: readonly TimelineItem[], index: number): string | undefined =>
  items.find(({ type }, at) => at >= index && type === 'message')?.key

export const keepPlace = (
  place: ScrollPlace | undefined,
  handle: ConversationHandle,
  view: ConversationView,
): void => {
  view.keepPlace(place)
  handle.keepPlace(place?.message_id)
}

/** The current place, unless there are newer messages: then the next visit begins at those. */
export const placeToKeep = (handle: ConversationHandle, view: ConversationView): ScrollPlace | undefined => {
  const place = view.scroll
  const isNews = (handle.summary.get()?.unread ?? 0) > 0 && newestOf(handle) !== place?.newest
  return isNews ? undefined : place
}

const newestOf = (handle: ConversationHandle): number => handle.summary.get()?.last_message?.created_seq ?? 0

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
