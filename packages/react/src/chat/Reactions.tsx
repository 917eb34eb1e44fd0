import type { Message } from '@lectern/protocol'
import { useMembers } from '../hooks/hooks.ts'
import { useFormats, useLabels } from '../instructor-chat-context.tsx'
import { useRowScope } from './row-context.ts'

const NAMED = 5

export interface ReactionsProps {
  message: Message
  onReact: (emoji: string) => void
}

/** One chip per emoji: who, on hover and for screen readers; press to join in or take back. */
export const Reactions = ({ message, onReact }: ReactionsProps) => {
  const { handle, me } = useRowScope()
  const labels = useLabels()
  const formats = useFormats()
  const members = useMembers(handle.id)
  const nameOf = (id: string) =>
    id === me.id ? labels.you : (members.find((member) => member.user_id === id)?.name ?? '')
  return (
    <div className="lectern-reactions">
      {message.reactions.map(({ emoji, user_ids }) => {
        const own = user_ids.includes(me.id)
        const names = user_ids.slice(0, NAMED).map(nameOf).filter(Boolean)
        const rest = user_ids.length - names.length
        const who = rest > 0 ? labels.andMore(names.join(', '), rest) : formats.names(names)
        const text = labels.reactedWith(who, emoji)
        return (
          <button
            key={emoji}
            type="button"
            className="lectern-reaction"
            aria-pressed={own}
            title={text}
            aria-label={`${text}. ${own ? labels.takeBack : labels.addYours}`}
            onClick={() => onReact(emoji)}
          >
            <span>{emoji}</span>
            <span className="lectern-reaction-count">{formats.number(user_ids.length)}</span>
          </button>
        )
      })}
    </div>
  )
}
