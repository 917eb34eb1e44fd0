// The list keeps the place of reading: older pages are added above, new messages follow only a reader at the
// end, and no row is rendered whose height a later page would change (timeline-items.ts).
import { useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import type { Message } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { nextPicture } from '../../core/frames.ts'
import { useConversation, useTimeline } from '../../hooks/hooks.ts'
import type { JumpTarget, ScrollPlace } from '../../context/conversation-view.ts'
import { copyMessages } from './copy-messages.ts'
import { EarlierNotice } from './EarlierNotice.tsx'
import { FindableRows, type DrawnRows } from './FindableRows.tsx'
import { Follower } from './follower.ts'
import { ListItem } from './ListItem.tsx'
import { NewMessagesPill } from './NewMessagesPill.tsx'
import { PrintedRows } from './PrintedRows.tsx'
import { useRowScope } from '../../rows/row-context.ts'
import { lastOwnId, timelineItems, type TimelineItem } from '../../rows/timeline-items.ts'
import { useFollower } from './use-follower.ts'
import { useJump } from './use-jump.ts'
import { useListVirtualizer } from './use-list-virtualizer.ts'
import { usePaging } from './use-paging.ts'
import { useReadMark } from './use-read-mark.ts'
import {
  keepPlace,
  messageInView,
  placeOf,
  startOffset,
  startsAtEnd,
  useStartPlace,
} from './use-start-place.ts'

export interface MessageListProps {
  target: JumpTarget | undefined
  /** The place at which reading goes on. */
  place: ScrollPlace | undefined
}

export const MessageList = ({ target, place }: MessageListProps) => {
  const { handle, view, jump } = useRowScope()
  const labels = useLabels()
  const formats = useFormats()
  const timeline = useTimeline(handle.id)
  const { rows, has_more_before } = timeline
  const [opened] = useState(() => readBeforeOpening(handle.summary.get()))
  const mark = useConversation(handle.id, (summary) => summary?.own?.unread_from)
  const unread_after = mark === undefined ? opened : mark - 1
  const items = useMemo(
    () => timelineItems({ rows, has_more_before, unread_after }),
    [rows, has_more_before, unread_after],
  )
  const messages = useMemo(
    () => new Map(rows.map(({ id, message }): [string, Message] => [id, message])),
    [rows],
  )
  const lastOwn = useMemo(() => lastOwnId(rows), [rows])
  const scroller = useRef<HTMLDivElement>(null)
  const [focusedKey, setFocusedKey] = useState<string>()
  const focused = items.findIndex(({ key }) => key === focusedKey)
  const [offset] = useState(() => startOffset({ items, place, target }))
  const [follower] = useState(() => new Follower(startsAtEnd({ items, place, target })))
  const paging = usePaging(handle, timeline)
  const readMark = useReadMark(handle, items, (error) => view.notice.fail(error, labels, labels.notRead))
  const list = useListVirtualizer({
    items,
    scroller,
    follower,
    focused,
    place,
    startOffset: offset,
    onMove: (moved) => {
      follower.keep()
      paging.onMove(moved)
      readMark.onMove(moved)
      handle.keepPlace(follower.follows ? undefined : messageInView(moved, items))
    },
    onLeave: (left) => keepPlace(placeOf(left, items, handle), handle, view),
  })
  const atEnd = useFollower({ follower, list, scroller, detached: timeline.has_more_after })
  useStartPlace({ list, follower, items, place, target })
  // Tab comes to it next, so that whoever found it by keys acts on it. A row that has the focus stays drawn.
  const onLand = (key: string) => {
    if (!scroller.current?.contains(document.activeElement)) setFocusedKey(key)
  }
  const marked = useJump({ list, follower, items, target, handle, view, onLand })
  const drawnRows = list.getVirtualItems()
  const drawn = useMemo<DrawnRows>(
    () => ({
      items,
      indices: new Set(drawnRows.map(({ index }) => index)),
      range: list.range ?? { startIndex: 0, endIndex: items.length - 1 },
    }),
    [items, drawnRows, list],
  )
  const describe = (id: string) => {
    const message = messages.get(id)
    return message && { sender: message.sender, when: formats.full(Date.parse(message.timestamp)) }
  }
  const stop = focused >= 0 ? focused : lastMessageUpTo(items, list.range?.endIndex)

  return (
    <div className="lectern-list" onCopy={(event) => copyMessages(event, describe)}>
      <FindableRows side="above" drawn={drawn} onFound={jump} />
      <div
        ref={scroller}
        className="lectern-scroller"
        role="log"
        aria-label={labels.messages}
        aria-live="off"
        aria-busy={timeline.loading_before}
        onFocus={(event) => setFocusedKey(keyOf(event))}
        onKeyDown={(event) => walkRows(event, items.length, list.scrollToIndex)}
      >
        <div ref={list.containerRef} className="lectern-sizer" data-empty={rows.length === 0 || undefined}>
          {drawnRows.map(({ key, index }) => {
            const item = items[index]
            return item ? (
              <div
                key={key}
                ref={list.measureElement}
                className="lectern-slot"
                data-index={index}
                data-key={key}
              >
                <ListItem
                  item={item}
                  lastOwn={item.key === lastOwn}
                  quoted={
                    item.type === 'message' ? messages.get(item.row.message.reply_to_id ?? '') : undefined
                  }
                  focusable={index === stop}
                  marked={item.key === marked}
                />
              </div>
            ) : null
          })}
        </div>
      </div>
      <FindableRows side="below" drawn={drawn} onFound={jump} />
      <PrintedRows
        items={items}
        messages={messages}
        hasMore={{ before: has_more_before, after: timeline.has_more_after }}
      />
      <EarlierNotice loading={timeline.loading_before} failed={paging.failed} onRetry={paging.retry} />
      <NewMessagesPill
        follower={follower}
        rows={rows}
        atEnd={atEnd}
        detached={timeline.has_more_after}
        handle={handle}
        view={view}
      />
    </div>
  )
}

const readBeforeOpening = (summary: { unread: number; read_seq: number } | undefined): number | undefined =>
  summary && summary.unread > 0 ? summary.read_seq : undefined

/** Tab enters at the newest message in view: a distant one is not in the document. */
const lastMessageUpTo = (items: readonly TimelineItem[], end = items.length - 1): number =>
  items.findLastIndex(({ type }, index) => type === 'message' && index <= end)

const keyOf = (event: FocusEvent<HTMLElement>): string | undefined =>
  event.target.closest<HTMLElement>('[data-key]')?.dataset.key

/** Where to begin, and in which direction to go on until there is a row. */
const STEPS: Record<string, (at: number, count: number) => [from: number, by: 1 | -1]> = {
  ArrowUp: (at) => [at - 1, -1],
  ArrowDown: (at) => [at + 1, 1],
  Home: () => [0, 1],
  End: (_, count) => [count - 1, -1],
}

interface Walk {
  list: HTMLElement
  count: number
  reveal: (index: number) => void
}

/**
 * Arrows go from message to message, past lines that cannot take the focus; text, code and layers keep their
 * own arrows.
 */
const walkRows = (
  event: KeyboardEvent<HTMLElement>,
  count: number,
  reveal: (index: number) => void,
): void => {
  const step = STEPS[event.key]
  if (!step || event.defaultPrevented || !(event.target instanceof HTMLElement)) return
  if (!event.target.matches('[data-row], .lectern-toolbar button')) return
  const at = Number(event.target.closest<HTMLElement>('[data-index]')?.dataset.index)
  event.preventDefault()
  focusRow({ list: event.currentTarget, count, reveal }, step(at, count))
}

/** A row far away takes some pictures until it is drawn. */
const PICTURES = 30

const focusRow = (walk: Walk, [from, by]: [number, 1 | -1], pictures = PICTURES): void => {
  const { list, count, reveal } = walk
  for (let next = from; next >= 0 && next < count; next += by) {
    const slot = list.querySelector(`[data-index="${next}"]`)
    if (!slot) {
      reveal(next)
      if (pictures > 0 && list.isConnected) nextPicture(() => focusRow(walk, [next, by], pictures - 1))
      return
    }
    const row = slot.querySelector<HTMLElement>('[data-row]')
    if (row) return row.focus()
  }
}
