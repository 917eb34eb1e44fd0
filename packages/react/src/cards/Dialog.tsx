import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useBackCloses } from '../hooks/use-back-closes.ts'
import { useLabels } from '../context/texts-context.ts'
import { CloseIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Heading } from '../ui/Heading.tsx'

export interface DialogProps {
  title: string
  onClose: () => void
  children: (close: () => void) => ReactNode
}

/** A dialog over the conversation. */
export const Dialog = ({ title, onClose, children }: DialogProps) => {
  const dialog: RefObject<HTMLDialogElement | null> = useRef(null)
  const labels = useLabels()
  useEffect(() => {
    dialog.current?.showModal()
    // The browser would focus the close button first.
    const find = (what: string) => dialog.current?.querySelector<HTMLElement>(what)
    ;(find('[data-first-focus]') ?? find('input, textarea, select'))?.focus()
  }, [])
  const close = () => dialog.current?.close()
  useBackCloses(close)
  return (
    <dialog
      ref={dialog}
      className="lectern-new-card"
      aria-label={title}
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <Heading as="h2">{title}</Heading>
        <IconButton label={labels.close} icon={<CloseIcon />} onClick={close} />
      </header>
      {children(close)}
    </dialog>
  )
}
