import { useLabels } from '../context/texts-context.ts'
import { QUICK_REACTIONS } from '../core/emoji/emoji-memory.ts'

/** The eight most used emoji in a row, as part of a menu. */
export const QuickReactions = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const labels = useLabels()
  return (
    <div className="lectern-quick" role="group" aria-label={labels.quickReactions}>
      {QUICK_REACTIONS.map((emoji) => (
        <button
          key={emoji}
          type="button"
          role="menuitem"
          tabIndex={-1}
          className="lectern-emoji"
          onClick={() => onPick(emoji)}
        >
          {emoji}
        </button>
      ))}
    </div>
  )
}
