import { memo, startTransition, useEffect, useRef, useState } from 'react'
import type { Message } from '@lectern/protocol'
import { after } from '../../core/clock.ts'
import { lex } from '../../text/lex.ts'
import { plainText } from '../../text/plain-text.ts'
import type { TimelineItem } from '../../rows/timeline-items.ts'

/** The rows that the list renders. */
export interface DrawnRows {
  items: readonly TimelineItem[]
  indices: ReadonlySet<number>
  /** The first and the last row in view; others are rendered beside them. */
  range: { startIndex: number; endIndex: number }
}

export interface FindableRowsProps {
  drawn: DrawnRows
  side: 'above' | 'below'
  onFound: (message_id: string) => void
}

/**
 * The text of loaded messages that are not rendered, for the browser's own find in page. It is neither visible
 * nor spoken nor focusable, but a match in it brings its row into view (`hidden="until-found"` and
 * `beforematch` of the HTML standard; browsers without them find only rendered rows). It follows the list at some
 * distance, when the browser is idle.
 */
export const FindableRows = ({ drawn, side, onFound }: FindableRowsProps) => {
  const { items, indices, range } = useCalm<DrawnRows>(drawn, NOTHING)
  const isHere = (index: number) =>
    !indices.has(index) && (side === 'above' ? index < range.startIndex : index > range.endIndex)
  return (
    <div className="lectern-findable" aria-hidden="true">
      {items.map((item, index) =>
        item.type === 'message' && isHere(index) ? (
          <FindableRow key={item.key} message={item.row.message} onFound={onFound} />
        ) : null,
      )}
    </div>
  )
}

const NOTHING: DrawnRows = { items: [], indices: new Set(), range: { startIndex: 0, endIndex: -1 } }

/** In a lively conversation the text would be made again at every message. */
const CALM_MS = 500

/** The value, or that of a moment ago: it changes at most once in this time. */
const useCalm = <T,>(value: T, first: T): T => {
  const [calm, setCalm] = useState(first)
  const latest = useRef(value)
  const cancel = useRef<() => void>(undefined)
  useEffect(() => {
    latest.current = value
    const show = () => startTransition(() => setCalm(() => latest.current))
    if (cancel.current) return
    show()
    cancel.current = after(CALM_MS, () => {
      cancel.current = undefined
      show()
    })
  }, [value])
  useEffect(
    () => () => {
      cancel.current?.()
      cancel.current = undefined
    },
    [],
  )
  return calm
}

interface FindableRowProps {
  message: Message
  onFound: (message_id: string) => void
}

const FindableRow = memo(({ message, onFound }: FindableRowProps) => {
  const { id, deleted_at, kind } = message
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const found = () => onFound(id)
    const here = row.current
    // React supports `hidden` only as on or off.
    here?.setAttribute('hidden', 'until-found')
    here?.addEventListener('beforematch', found)
    return () => here?.removeEventListener('beforematch', found)
  }, [id, onFound])
  if (deleted_at !== undefined || kind === 'system') return null
  return (
    <div ref={row} hidden>
      {plainText(lex(message.content || (message.card?.fallback_text ?? '')))}
    </div>
  )
})
