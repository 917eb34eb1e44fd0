import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { useLabels } from '../../context/texts-context.ts'
import { after } from '../../core/clock.ts'
import type { ConversationView, JumpTarget } from '../../context/conversation-view.ts'
import type { TimelineItem } from '../../rows/timeline-items.ts'
import type { Follower } from './follower.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'
import { placeOf } from './use-start-place.ts'
import { useEvent } from '../../hooks/use-event.ts'

const MARKED_MS = 2_000

export interface JumpOptions {
  list: ListVirtualizer
  follower: Follower
  items: readonly TimelineItem[]
  target: JumpTarget | undefined
  handle: ConversationHandle
  view: ConversationView
  /** It is in view now. */
  onLand: (key: string) => void
}

/** Brings a message into view, loading the messages around it when needed. Returns the marked key. */
export const useJump = (options: JumpOptions): string | undefined => {
  const { list, follower, items, target, handle, view } = options
  const land = useEvent(options.onLand)
  const labels = useLabels()
  const [marked, setMarked] = useState<string>()
  const done = useRef<JumpTarget>(undefined)
  const index = target ? items.findIndex(({ key }) => key === target.id) : -1
  const missing = target !== undefined && index < 0
  useOrigin(options)

  const load = useEvent((wanted: JumpTarget) => {
    handle.jumpTo(wanted.id).catch((error: unknown) => {
      done.current = wanted
      view.notice.fail(error, labels)
    })
  })
  useEffect(() => {
    if (target && missing && done.current !== target) load(target)
  }, [target, missing, load])

  useLayoutEffect(() => {
    if (!target || index < 0 || done.current === target) return
    done.current = target
    follower.leave()
    if (target.past_px !== undefined) return returnTo(list, index, target.past_px)
    list.scrollToIndex(index, { align: 'center' })
    setMarked(target.id)
    land(target.id)
  }, [list, follower, target, index, land])

  useEffect(() => (marked ? after(MARKED_MS, () => setMarked(undefined)) : undefined), [marked])
  return marked
}

const returnTo = (list: ListVirtualizer, index: number, past_px: number): void => {
  const [start = 0] = list.getOffsetForIndex(index, 'start') ?? []
  list.scrollToOffset(start + past_px)
}

/** Remembers where a jump began; opening the conversation at a message is not a jump. */
const useOrigin = ({ list, items, target, handle, view }: JumpOptions): void => {
  const known = useRef(target)
  const remember = useEvent((): void => {
    const place = placeOf(list, items, handle)
    const past_px = place?.key === place?.message_id ? (place?.past_px ?? 0) : 0
    view.origin.set(place?.message_id === undefined ? undefined : { id: place.message_id, past_px })
  })
  // Must come before the effect that scrolls.
  useLayoutEffect(() => {
    if (!target || target === known.current) return
    known.current = target
    if (target.past_px === undefined) remember()
  }, [target, remember])
}
