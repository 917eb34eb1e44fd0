import { useId, useLayoutEffect, useMemo, useRef } from 'react'
import { useChatEnvironment } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { CloseIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { KeyMap } from './KeyMap.tsx'

/**
 * Opens and closes the overlay with the keys, which the provider renders; the same functions at each render.
 */
export const useKeyboardHelp = (): { open: () => void; toggle: () => void } => {
  const { help } = useChatEnvironment()
  return useMemo(() => ({ open: () => help.set(true), toggle: () => help.update((shown) => !shown) }), [help])
}

/** The overlay with the keys. It is part of the provider, so that a page has one. */
export const KeyboardHelp = () => {
  const { help } = useChatEnvironment()
  return useSnapshot(help) ? <HelpDialog onClose={() => help.set(false)} /> : null
}

const HelpDialog = ({ onClose }: { onClose: () => void }) => {
  const labels = useLabels()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => show(dialog.current), [])
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
        <h2 id={id}>{labels.keys.title}</h2>
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
