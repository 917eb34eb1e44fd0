import { useRef, useState } from 'react'
import { isStaff, type Message } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'

/** Loaded when it is first shown. */
export const LazyVersions = lazyPart(async () => (await import('./Versions.tsx')).Versions)

/** Shows that a message was edited; its author and staff can open the earlier versions. */
export const EditedMark = ({ message, edited_at }: { message: Message; edited_at: string }) => {
  const labels = useLabels()
  const formats = useFormats()
  const { me } = useRowScope()
  const mark = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const title = labels.editedAt(formats.full(Date.parse(edited_at)))
  if (message.sender_id !== me.id && !isStaff(me.role)) {
    return (
      <span className="lectern-edited" title={title}>
        {labels.edited}
      </span>
    )
  }
  return (
    <>
      <button
        ref={mark}
        type="button"
        className="lectern-edited"
        title={title}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {labels.edited}
      </button>
      {open && <LazyVersions message={message} anchor={mark} onClose={() => setOpen(false)} />}
    </>
  )
}
