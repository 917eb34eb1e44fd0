import { useId, useRef, useState } from 'react'
import type { Upload } from '@lectern/client'
import { isBlank, LIMITS } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { Popover } from '../ui/Popover.tsx'

interface AltTextProps {
  upload: Upload
  /** Called if more than the upload has to know the text. */
  onDescribe?: ((alt: string) => void) | undefined
}

/** Asks for an image's alternative text; without one the image is sent as it is. */
export const AltText = ({ upload, onDescribe }: AltTextProps) => {
  const labels = useLabels()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const { alt = '' } = upload
  return (
    <>
      <button
        ref={button}
        type="button"
        className="lectern-alt-button"
        data-given={!isBlank(alt) || undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={alt || labels.altText}
        onClick={() => setOpen(!open)}
      >
        {isBlank(alt) ? labels.addAltText : labels.altText}
      </button>
      {open && (
        <Popover
          anchor={button}
          label={labels.altText}
          className="lectern-alt"
          onClose={() => setOpen(false)}
        >
          <Question upload={upload} onDescribe={onDescribe} onDone={() => setOpen(false)} />
        </Popover>
      )}
    </>
  )
}

const Question = ({ upload, onDescribe, onDone }: AltTextProps & { onDone: () => void }) => {
  const labels = useLabels()
  const id = useId()
  const { attachments } = useChat()
  return (
    // Not a form: it lies inside the composer's form.
    <div className="lectern-alt-question">
      <label htmlFor={id}>{labels.altQuestion}</label>
      <textarea
        id={id}
        data-autofocus
        rows={3}
        dir="auto"
        maxLength={LIMITS.alt_chars}
        defaultValue={upload.alt ?? ''}
        placeholder={labels.altExample}
        onChange={({ target: { value } }) => {
          attachments.describe(upload.id, value)
          onDescribe?.(value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey) return
          event.preventDefault()
          event.stopPropagation()
          onDone()
        }}
      />
      <button type="button" className="lectern-button" onClick={onDone}>
        {labels.altDone}
      </button>
    </div>
  )
}
