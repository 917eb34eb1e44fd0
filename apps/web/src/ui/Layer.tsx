// A modal layer over the page: focus stays inside, Esc and a click beside it close it, focus returns.
import { Dialog } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { texts } from '../i18n/texts.ts'
import { IconButton } from './IconButton.tsx'

interface LayerProps {
  open: boolean
  onClose(): void
  title: string
  /** `dialog` in the middle, `palette` near the top without a heading, `sheet` at the end side. */
  shape?: 'dialog' | 'palette' | 'sheet'
  children: ReactNode
}

export const Layer = ({ open, onClose, title, shape = 'dialog', children }: LayerProps) => (
  <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
    <Dialog.Portal className="lectern-portal">
      <Dialog.Backdrop className="backdrop" />
      <Dialog.Popup className={`layer layer-${shape}`}>
        <header className={shape === 'palette' ? 'visually-hidden' : 'layer-header'}>
          <Dialog.Title className="layer-title">{title}</Dialog.Title>
          {shape !== 'palette' && (
            <Dialog.Close
              render={<IconButton icon={shape === 'sheet' ? 'back' : 'close'} label={texts.close} />}
            />
          )}
        </header>
        {children}
      </Dialog.Popup>
    </Dialog.Portal>
  </Dialog.Root>
)
