import type { RefObject } from 'react'
import type { Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { reasonOf } from '../labels/reason.ts'
import { changedWords } from '../rows/changed-words.ts'
import { Popover } from '../ui/Popover.tsx'
import { useReview } from './use-review.ts'
import { Scrollable } from '../ui/Scrollable.tsx'
import { Alert } from '../ui/Alert.tsx'

export interface WhatChangedProps {
  message: Message
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

/** The changes of staff to an answer before they published it. */
export const WhatChanged = ({ message, anchor, onClose }: WhatChangedProps) => {
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
      <Scrollable label={labels.assistant.whatChanged} className="lectern-versions-scroller">
        {error !== undefined && <Alert>{labels.notDone(reasonOf(error, labels))}</Alert>}
        {!review && error === undefined && <p className="lectern-quiet">{labels.loading}</p>}
        {review && (
          <p className="lectern-version-text" dir="auto">
            {pieces.map(({ text, is }, index) => {
              if (is === 'new') return <ins key={index}>{text}</ins>
              return is === 'gone' ? <del key={index}>{text}</del> : <span key={index}>{text}</span>
            })}
          </p>
        )}
      </Scrollable>
    </Popover>
  )
}
