import { useRef } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { SmileIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { LazyEmojiPopover } from './LazyEmojiPopover.tsx'

export interface EmojiButtonProps {
  open: boolean
  onOpen: (open: boolean) => void
  onPick: (emoji: string) => void
}

/** Opens the picker, whose choice is inserted at the caret. */
export const EmojiButton = ({ open, onOpen, onPick }: EmojiButtonProps) => {
  const labels = useLabels()
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton
        ref={button}
        label={labels.insertEmoji}
        icon={<SmileIcon />}
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      />
      {open && <LazyEmojiPopover anchor={button} onPick={onPick} onClose={() => onOpen(false)} />}
    </>
  )
}
