import type { RefObject } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { Popover } from '../ui/Popover.tsx'
import { EmojiPicker } from './EmojiPicker.tsx'

export interface EmojiPopoverProps {
  anchor: RefObject<HTMLElement | null>
  onPick: (emoji: string) => void
  onClose: () => void
}

/** The picker as a layer over the page; a choice closes it. */
export const EmojiPopover = ({ anchor, onPick, onClose }: EmojiPopoverProps) => {
  const labels = useLabels()
  const pick = (emoji: string) => {
    onClose()
    onPick(emoji)
  }
  return (
    <Popover anchor={anchor} label={labels.emoji} onClose={onClose} className="lectern-emoji-popover">
      <EmojiPicker onPick={pick} />
    </Popover>
  )
}
