import { useId, useLayoutEffect, useRef } from 'react'
import { useBackCloses } from '../hooks/use-back-closes.ts'
import { useLabels } from '../context/texts-context.ts'
import { CloseIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { KeyMap } from './KeyMap.tsx'
import { Heading } from '../ui/Heading.tsx'

/** All keys, in a modal dialog. */
export const HelpDialog = ({ onClose }: { onClose: () => void }) => {
  const labels = useLabels()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => show(dialog.current), [])
  useBackCloses(onClose)
  return (
    <dialog
      ref={dialog}
      className="lectern lectern-help"
      aria-labelledby={id}
      // The browser fires the close event later; StrictMode has opened the dialog again by then.
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Escape must neither empty the search nor reach the layers below.
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
      onMouseDown={(event) => event.target === event.currentTarget && onClose()}
    >
      <header>
        <Heading as="h2" id={id}>
          {labels.keys.title}
        </Heading>
        <IconButton label={labels.close} icon={<CloseIcon />} onClick={onClose} />
      </header>
      <KeyMap />
    </dialog>
  )
}

const show = (dialog: HTMLDialogElement | null): (() => void) => {
  dialog?.showModal()
  dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true })
  return () => dialog?.close()
}
