import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { measureElement, useVirtualizer, type Range, type Virtualizer } from '@tanstack/react-virtual'
import { useChatEnvironment } from '../../context/chat-context.ts'
import type { ScrollPlace } from '../../context/conversation-view.ts'
import type { Follower } from './follower.ts'
import { rowsToDraw } from './rows-to-draw.ts'
import type { TimelineItem } from '../../rows/timeline-items.ts'
import { useSelectedRows } from './use-selected-rows.ts'
import { useEvent } from '../../hooks/use-event.ts'

const OVERSCAN_ROWS = 8
/**
 * Space below the last message. It is not the row's own: the last row in the document changes while scrolling.
 */
const FOOT_PX = 4

export type ListVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

export interface ListVirtualizerOptions {
  items: readonly TimelineItem[]
  scroller: RefObject<HTMLDivElement | null>
  follower: Follower
  /** Rendered even when scrolled away, so that the focus is not lost. */
  focused: number
  place: ScrollPlace | undefined
  /** The initial scroll position in pixels. */
  startOffset: number
  onMove: (list: ListVirtualizer) => void
  /** The last moment at which the list knows its position. */
  onLeave: (list: ListVirtualizer) => void
}

export const useListVirtualizer = (options: ListVirtualizerOptions) => {
  const { items, scroller, follower, focused, place, startOffset, onMove } = options
  const selected = useSelectedRows(scroller)
  const [estimates] = useState(() => new Map<string, number>())
  const { views } = useChatEnvironment()
  const leave = useEvent(() => {
    if (list.scrollRect?.height) views.viewport = list.scrollRect
    options.onLeave(list)
  })
  // Must come before the list's own effects, so that its cleanup runs before theirs.
  useLayoutEffect(() => () => leave(), [leave])
  const list: ReturnType<typeof useVirtualizer<HTMLDivElement, HTMLDivElement>> = useVirtualizer<
    HTMLDivElement,
    HTMLDivElement
  >({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    estimateSize: useCallback((index: number) => firstEstimate(items[index], estimates), [items, estimates]),
    rangeExtractor: useCallback(
      (range: Range) => rowsToDraw(range, { focused, selected: indicesOf(selected, items) }),
      [focused, selected, items],
    ),
    anchorTo: 'end',
    // The follower keeps the end in view.
    followOnAppend: false,
    scrollEndThreshold: NEVER_PX,
    measureElement: useCallback(
      (...[row, entry, instance]: Parameters<typeof measureElement<HTMLDivElement>>) =>
        entry || !follower.follows ? measureElement(row, entry, instance) : knownHeight(row, instance),
      [follower],
    ),
    overscan: OVERSCAN_ROWS,
    paddingEnd: FOOT_PX,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    initialOffset: startOffset,
    initialRect: views.viewport,
    initialMeasurementsCache: place?.sizes ?? [],
    onChange: onMove,
  })
  // Draws the end at once: the position follows when the rows are there.
  if (follower.follows && list.scrollRect)
    list.scrollOffset = Math.max(0, list.getTotalSize() - list.scrollRect.height)
  useSteadyJoint(list, items, follower)
  useEffect(() => {
    forgetSizes(list.itemSizeCache, items)
    forgetSizes(estimates, items)
  }, [list, estimates, items])
  return list
}

/** Sizes of this many rows are kept beyond those of the list. */
const SIZES_KEPT = 1_000

/** In a conversation that goes on for hours, rows leave at the other end. */
const forgetSizes = <Key>(sizes: Map<Key, number>, items: readonly TimelineItem[]): void => {
  if (sizes.size <= items.length + SIZES_KEPT) return
  const keys = new Set<unknown>(items.map(({ key }) => key))
  for (const key of sizes.keys()) if (!keys.has(key)) sizes.delete(key)
}

/** No distance from the end is smaller. */
const NEVER_PX = -1

/**
 * New rows are measured together after the layout of the frame, not one by one with a layout for each. The
 * follower then moves to the end, so a wrong estimate is never seen.
 */
const knownHeight = (row: Element, list: ListVirtualizer): number => {
  const index = list.indexFromElement(row as HTMLDivElement)
  return list.itemSizeCache.get(list.options.getItemKey(index)) ?? list.options.estimateSize(index)
}

/**
 * At the joint with an older page, the row below loses or gains a part above its bubble. The bubble stays in
 * place: the list scrolls by the change of the row's height.
 */
const useSteadyJoint = (list: ListVirtualizer, items: readonly TimelineItem[], follower: Follower): void => {
  const first = items.find(({ type }) => type === 'message')?.key
  const known = useRef({ first, joint: '' })
  useLayoutEffect(() => {
    if (known.current.first !== first)
      known.current = { first: first ?? '', joint: known.current.first ?? '' }
  }, [first])
  useLayoutEffect(() => adjustAt(list, () => known.current.joint, follower), [list, follower])
}

/**
 * A row above the place of reading must move nothing in view when its height changes, so the list scrolls by
 * the change. This holds for a row whose lower end is in view, since most of the view is below it. Any other
 * row that begins above is itself being read, and it grows at its end.
 */
const adjustAt = (list: ListVirtualizer, joint: () => string, follower: Follower): void => {
  list.shouldAdjustScrollPositionOnItemSizeChange = ({ key, index, start, end }) => {
    if (follower.follows) return false
    const offset = list.scrollOffset ?? 0
    if (key === joint()) return start <= offset
    if (!list.itemSizeCache.has(key)) return start < offset || joinsAbove(list, index)
    return start < offset && end <= offset + (list.scrollRect?.height ?? 0) / 2
  }
}

/** A row of unknown height above one in view whose height was known: it was added above. */
const joinsAbove = (list: ListVirtualizer, index: number): boolean => {
  const { startIndex, endIndex } = list.range ?? { startIndex: 0, endIndex: -1 }
  for (let below = Math.max(index + 1, startIndex); below <= endIndex; below++)
    if (list.itemSizeCache.has(list.options.getItemKey(below))) return true
  return false
}

const indicesOf = (keys: readonly string[], items: readonly TimelineItem[]): number[] =>
  keys.map((key) => items.findIndex((item) => item.key === key)).filter((index) => index >= 0)

const LINE_PX = 22.5
const CHARS_PER_LINE = 60

/**
 * Near enough that little moves when the row is measured, and an integer: a list does not scroll by fractions
 * of a pixel.
 */
export const estimateHeight = (item: TimelineItem | undefined): number => {
  if (item?.type !== 'message') return item?.type === 'beginning' ? 120 : 40
  return estimateMessage(item)
}

/**
 * The first estimate stays until the row is measured, though it may be edited, deleted or joined by another meanwhile: a
 * new estimate above the place of reading would move everything in view.
 */
export const firstEstimate = (item: TimelineItem | undefined, known: Map<string, number>): number => {
  const height = known.get(item?.key ?? '') ?? estimateHeight(item)
  if (item) known.set(item.key, height)
  return height
}

const estimateMessage = (item: Extract<TimelineItem, { type: 'message' }>): number => {
  const { content } = item.row.message
  const lines = content
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 1) / CHARS_PER_LINE), 0)
  return (
    Math.round(Math.min(lines, 30) * LINE_PX) + 20 + (item.starts_run ? 14 : 2) + (item.ends_run ? 22 : 0)
  )
}
