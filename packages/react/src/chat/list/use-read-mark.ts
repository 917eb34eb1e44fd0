import { useEffect, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { after } from '../../core/clock.ts'
import type { TimelineItem } from '../../rows/timeline-items.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'
import { useEvent } from '../../hooks/use-event.ts'

/** A message counts as read once it was visible this long in a focused window. */
const SEEN_MS = 500
/** This much of a row must be visible. */
const VISIBLE_PX = 40

type Items = readonly TimelineItem[]

/** Marks as read what was in view. */
class ReadMark {
  readonly #handle: ConversationHandle
  #onRefused: (error: unknown) => void = () => {}
  #list: ListVirtualizer | undefined
  #items: Items
  /** What was told already; what is marked as unread stays so meanwhile. */
  #told = 0
  #timer: { seq: number; cancel: () => void } | undefined

  constructor(handle: ConversationHandle, items: Items) {
    this.#handle = handle
    this.#items = items
  }

  readonly onMove = (list: ListVirtualizer): void => {
    this.#list = list
    this.look()
  }

  /** `listener` is called when the server refuses to note what was read. */
  hearRefusals(listener: (error: unknown) => void): void {
    this.#onRefused = listener
  }

  show(items: Items): void {
    this.#items = items
    this.look()
  }

  look(): void {
    const visible = this.#list ? visibleSeq(this.#list, this.#items) : 0
    const seq = isLookedAt() ? visible : 0
    // Newer messages wait for their turn: with a new timer for each, none would ever be read in a lively conversation.
    const done = Math.max(this.#told, this.#handle.summary.get()?.read_seq ?? 0)
    if (seq <= done || seq >= (this.#timer?.seq ?? Infinity)) return
    this.stop()
    this.#timer = { seq, cancel: after(SEEN_MS, () => this.#mark(seq)) }
  }

  stop(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }

  #mark(seq: number): void {
    this.#timer = undefined
    if (isLookedAt()) {
      this.#told = seq
      this.#handle.markRead(seq, (error) => {
        this.#told = 0
        this.#onRefused(error)
      })
    }
    this.look()
  }
}

export const useReadMark = (
  handle: ConversationHandle,
  items: Items,
  onRefused: (error: unknown) => void,
): Pick<ReadMark, 'onMove'> => {
  const [mark] = useState(() => new ReadMark(handle, items))
  const tell = useEvent(onRefused)
  useEffect(() => {
    mark.hearRefusals((error) => tell(error))
  }, [mark, tell])
  useEffect(() => handle.onReadRefused((error) => tell(error)), [handle, tell])
  useEffect(() => mark.show(items), [mark, items])
  useEffect(() => watchAttention(mark), [mark])
  return mark
}

const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

const watchAttention = (mark: ReadMark): (() => void) => {
  const look = () => mark.look()
  addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
    mark.stop()
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
