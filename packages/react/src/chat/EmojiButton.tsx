import { useRef, useState } from 'react'
import { SmileIcon } from '../icons.tsx'
import { useLabels } from '../instructor-chat-context.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { EmojiPopover } from './EmojiPicker.tsx'

/** Opens the picker, whose choice goes where the caret is. */
export const EmojiButton = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const labels = useLabels()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        label={labels.insertEmoji}
        icon={<SmileIcon />}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      />
      {open && <EmojiPopover anchor={button} onPick={onPick} onClose={() => setOpen(false)} />}
    </>
  )
}
