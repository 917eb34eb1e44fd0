import { useState, type KeyboardEvent, type RefObject } from 'react'
import { useLabels } from '../instructor-chat-context.tsx'
import { Popover } from '../ui/Popover.tsx'
import { findEmoji, QUICK_REACTIONS } from './emoji.ts'

export interface QuickReactionsProps {
  onPick: (emoji: string) => void
  role?: 'menuitem'
}

export const QuickReactions = ({ onPick, role }: QuickReactionsProps) => {
  const labels = useLabels()
  return (
    <div className="lectern-quick" role="group" aria-label={labels.quickReactions}>
      {QUICK_REACTIONS.map((emoji) => (
        <button key={emoji} type="button" role={role} className="lectern-emoji" onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  )
}

export interface EmojiPickerProps {
  onPick: (emoji: string) => void
}

/** A searchable grid; arrows walk it, Enter in the search takes the first hit. */
export const EmojiPicker = ({ onPick }: EmojiPickerProps) => {
  const labels = useLabels()
  const [typed, setTyped] = useState('')
  const found = findEmoji(typed)
  const first = found[0]
  return (
    <div className="lectern-emoji-picker" onKeyDown={walk}>
      <input
        data-autofocus
        className="lectern-input"
        type="search"
        value={typed}
        placeholder={labels.emojiSearch}
        aria-label={labels.emojiSearch}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && first) onPick(first.emoji)
        }}
      />
      <div className="lectern-emoji-grid" role="group" aria-label={labels.moreEmoji}>
        {found.map(({ emoji, words }) => (
          <button
            key={emoji}
            type="button"
            className="lectern-emoji"
            title={words}
            onClick={() => onPick(emoji)}
          >
            {emoji}
          </button>
        ))}
        {found.length === 0 && <p className="lectern-emoji-none">{labels.emojiNone}</p>}
      </div>
    </div>
  )
}

const COLUMNS = 8
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }

const walk = (event: KeyboardEvent<HTMLElement>): void => {
  const step = STEPS[event.key]
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('.lectern-emoji-grid button')]
  const at = stops.findIndex((stop) => stop === document.activeElement)
  if (step === undefined || (at < 0 && event.key !== 'ArrowDown')) return
  event.preventDefault()
  const next = at < 0 ? 0 : at + step
  if (next < 0) event.currentTarget.querySelector('input')?.focus()
  else stops[next]?.focus()
}

export interface EmojiPopoverProps extends EmojiPickerProps {
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
  /** Keeps it open for more than one, as when writing. */
  stays?: boolean
}

export const EmojiPopover = ({ anchor, onPick, onClose, stays = false }: EmojiPopoverProps) => {
  const labels = useLabels()
  const pick = (emoji: string) => {
    if (!stays) onClose()
    onPick(emoji)
  }
  return (
    <Popover anchor={anchor} label={labels.react} onClose={onClose} className="lectern-emoji-popover">
      <QuickReactions onPick={pick} />
      <EmojiPicker onPick={pick} />
    </Popover>
  )
}
