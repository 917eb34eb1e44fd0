import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { after } from '../../core/clock.ts'
import type { TimelineItem } from '../../rows/timeline-items.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

/** A message counts as read once it was visible this long in a focused window. */
const SEEN_MS = 500
/** This much of a row must be visible. */
const VISIBLE_PX = 40

type Items = readonly TimelineItem[]

export const useReadMark = (handle: ConversationHandle, items: Items) => {
  const list = useRef<ListVirtualizer>(undefined)
  const shown = useRef(items)
  const timer = useRef<{ seq: number; cancel: () => void }>(undefined)

  const look = (): void => {
    const seq = list.current && isLookedAt() ? visibleSeq(list.current, shown.current) : 0
    if (seq <= (handle.summary.get()?.read_seq ?? 0) || seq === timer.current?.seq) return
    timer.current?.cancel()
    const mark = () => {
      timer.current = undefined
      if (isLookedAt()) handle.markRead(seq)
    }
    timer.current = { seq, cancel: after(SEEN_MS, mark) }
  }
  const lookAgain = useEffectEvent(look)
  useEffect(() => {
    shown.current = items
    lookAgain()
  }, [items])
  useEffect(() => watchAttention(() => lookAgain(), timer), [handle])
  return {
    onMove: (moved: ListVirtualizer): void => {
      list.current = moved
      look()
    },
  }
}

const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

const watchAttention = (
  look: () => void,
  timer: RefObject<{ cancel: () => void } | undefined>,
): (() => void) => {
  addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
    timer.current?.cancel()
    timer.current = undefined
  }
}

/** The newest visible message. */
const visibleSeq = (list: ListVirtualizer, items: Items): number => {
  const bottom = (list.scrollOffset ?? 0) + (list.scrollRect?.height ?? 0)
  const visible = list
    .getVirtualItems()
    .filter(({ start, size }) => start + Math.min(size, VISIBLE_PX) <= bottom)
    .map(({ index }) => items[index])
  return visible.reduce((newest, item) => Math.max(newest, seqOf(item)), 0)
}

const seqOf = (item: TimelineItem | undefined): number =>
  item?.type === 'message' ? item.row.message.created_seq : 0
