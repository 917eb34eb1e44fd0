import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationHandle } from '@lectern/client'
import { after } from '../clock.ts'
import { useLabels } from '../instructor-chat-context.tsx'
import { reasonOf } from '../reason.ts'
import type { Desk } from './desk.ts'
import type { TimelineItem } from './timeline-items.ts'
import type { ListVirtualizer } from './use-list-virtualizer.ts'

const MARKED_MS = 2_000

/** A new object for each jump, so that one can jump to the same message twice. */
export interface JumpTarget {
  id: string
}

export interface JumpOptions {
  list: ListVirtualizer
  items: readonly TimelineItem[]
  target: JumpTarget | undefined
  handle: ConversationHandle
  desk: Desk
}

/** Brings a message into view, loading its surroundings when needed. Answers the key that is marked now. */
export const useJump = ({ list, items, target, handle, desk }: JumpOptions): string | undefined => {
  const labels = useLabels()
  const [marked, setMarked] = useState<string>()
  const done = useRef<JumpTarget>(undefined)
  const index = target ? items.findIndex(({ key }) => key === target.id) : -1
  const missing = target !== undefined && index < 0

  const load = useEffectEvent((wanted: JumpTarget) => {
    handle.jumpTo(wanted.id).catch((error: unknown) => {
      done.current = wanted
      desk.notice.set(labels.notDone(reasonOf(error, labels)))
    })
  })
  useEffect(() => {
    if (target && missing && done.current !== target) load(target)
  }, [target, missing])

  useLayoutEffect(() => {
    if (!target || index < 0 || done.current === target) return
    done.current = target
    list.scrollToIndex(index, { align: 'center' })
    setMarked(target.id)
  }, [list, target, index])

  useEffect(() => (marked ? after(MARKED_MS, () => setMarked(undefined)) : undefined), [marked])
  return marked
}
