// A modal layer over the page: focus stays inside, Esc and a click beside it close it, focus returns. A
// separate file, because its library loads when a layer first opens.
import { Dialog } from '@base-ui/react/dialog'
import { useBackCloses } from '@lectern/react'
import { BackIcon, CloseIcon } from '@lectern/react/ui'
import { useRef, type ReactNode, type RefObject } from 'react'
import { texts } from '../texts/texts.ts'

export interface LayerProps {
  open: boolean
  onClose(): void
  title: string
  /** `dialog` in the middle, `palette` near the top without a heading, `sheet` at the end side. */
  shape?: 'dialog' | 'palette' | 'sheet'
  /** At the end of the heading. */
  act?: ReactNode
  children: ReactNode
}

/**
 * Focuses the element with `data-autofocus` in a layer. React's own `autoFocus` comes too early: the layer
 * would remember that field as the place to return the focus to.
 */
export const useFirstFocus = () => {
  const ref: RefObject<HTMLDivElement | null> = useRef(null)
  return { ref, initialFocus: () => ref.current?.querySelector<HTMLElement>('[data-autofocus]') ?? true }
}

export const ModalLayer = ({ open, onClose, title, shape = 'dialog', act, children }: LayerProps) => {
  useBackCloses(onClose, open)
  const firstFocus = useFirstFocus()
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup {...firstFocus} className={`layer layer-${shape}`}>
          <header className={shape === 'palette' ? 'visually-hidden' : 'layer-header'}>
            {act && <span className="layer-act">{act}</span>}
            <Dialog.Title className="layer-title">{title}</Dialog.Title>
            {shape !== 'palette' && (
              // Without a tooltip, which would consume the first Esc.
              <Dialog.Close className="lectern-icon-button" aria-label={texts.close}>
                {shape === 'sheet' ? <BackIcon /> : <CloseIcon />}
              </Dialog.Close>
            )}
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
