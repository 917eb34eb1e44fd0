import { useRef, useState } from 'react'
import { isStaff, type Message } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useRowScope } from '../rows/row-context.ts'
import { EndorsedIcon } from '../ui/icons.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'

/** Loaded when it is first shown. */
export const LazyWhatChanged = lazyPart(async () => (await import('./WhatChanged.tsx')).WhatChanged)

/** Names the member of staff who published an answer; staff can open the changes to it. */
export const Checked = ({ message }: { message: Message }) => {
  const { me } = useRowScope()
  const { assistant } = useLabels()
  const mark = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { reviewer, edited } = message.invocation ?? {}
  if (!reviewer) return null
  const say = edited ? assistant.checkedAndEditedBy : assistant.checkedBy
  const said = say(reviewer.name, reviewer.user_id === me.id)
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
          {open && <LazyWhatChanged message={message} anchor={mark} onClose={() => setOpen(false)} />}
        </>
      ) : (
        <span>{said}</span>
      )}
    </div>
  )
}
