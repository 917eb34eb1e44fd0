import { useEffect, useRef, useState, type RefObject } from 'react'
import { isStaff, type Message, type Review } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { changedWords } from '../rows/changed-words.ts'
import { useRowScope } from '../rows/row-context.ts'
import { EndorsedIcon } from '../ui/icons.tsx'
import { reasonOf } from '../labels/reason.ts'
import { Popover } from '../ui/Popover.tsx'

/** Names the member of staff who published an answer; staff can open the changes to it. */
export const Checked = ({ message }: { message: Message }) => {
  const { me } = useRowScope()
  const { assistant } = useLabels()
  const mark = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { reviewer, edited } = message.invocation ?? {}
  if (!reviewer) return null
  const said = edited ? assistant.checkedAndEditedBy(reviewer.name) : assistant.checkedBy(reviewer.name)
  return (
    <div className="lectern-checked">
      <EndorsedIcon size={16} />
      {edited && isStaff(me.role) ? (
        <>
          <button
            ref={mark}
            type="button"
            className="lectern-link-button"
            aria-expanded={open}
            title={assistant.whatChanged}
            onClick={() => setOpen(!open)}
          >
            {said}
          </button>
          {open && <WhatChanged message={message} anchor={mark} onClose={() => setOpen(false)} />}
        </>
      ) : (
        said
      )}
    </div>
  )
}

interface WhatChangedProps {
  message: Message
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

const WhatChanged = ({ message, anchor, onClose }: WhatChangedProps) => {
  const labels = useLabels()
  const { review, error } = useReview(message.invocation_id ?? '')
  const pieces = changedWords(review?.draft?.content ?? '', review?.approved ?? '')
  return (
    <Popover
      anchor={anchor}
      label={labels.assistant.whatChanged}
      onClose={onClose}
      className="lectern-versions"
    >
      <div tabIndex={0} className="lectern-versions-scroller">
        {error !== undefined && <p role="alert">{labels.notDone(reasonOf(error, labels))}</p>}
        {!review && error === undefined && <p className="lectern-quiet">{labels.loading}</p>}
        {review && (
          <p className="lectern-version-text" dir="auto">
            {pieces.map(({ text, is }, index) => {
              if (is === 'new') return <ins key={index}>{text}</ins>
              return is === 'gone' ? <del key={index}>{text}</del> : <span key={index}>{text}</span>
            })}
          </p>
        )}
      </div>
    </Popover>
  )
}

/** The review of an invocation, which only staff see. */
export const useReview = (invocation_id: string) => {
  const { handle } = useRowScope()
  const [review, setReview] = useState<Review>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let current = true
    handle.answers.review(invocation_id).then(
      (found) => current && setReview(found),
      (failure: unknown) => current && setError(failure),
    )
    return () => {
      current = false
    }
  }, [handle, invocation_id, attempt])
  const reload = () => {
    setError(undefined)
    setAttempt(attempt + 1)
  }
  return { review, error, reload }
}
