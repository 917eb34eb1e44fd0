import { useId, useRef } from 'react'
import type { Message, Reaction } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import { useNameOf } from '../../hooks/use-name-of.ts'
import { Tip } from '../../ui/Tip.tsx'
import { useTip } from '../../ui/use-tip.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { useLongPress } from '../../hooks/use-long-press.ts'

const NAMED = 12

export interface ReactionsProps {
  message: Message
  onReact: (emoji: string) => void
}

/** One chip per emoji: a press adds or removes the reaction; hover, focus and a long press name the people. */
export const Reactions = ({ message, onReact }: ReactionsProps) => (
  <div className="lectern-reactions">
    {message.reactions.map((reaction) => (
      <Chip key={reaction.emoji} reaction={reaction} onReact={() => onReact(reaction.emoji)} />
    ))}
  </div>
)

const Chip = ({ reaction: { emoji, user_ids }, onReact }: { reaction: Reaction; onReact: () => void }) => {
  const { me } = useRowScope()
  const labels = useLabels()
  const formats = useFormats()
  const text = useWho(emoji, user_ids)
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const tip = useTip()
  const longPress = useLongPress(tip.show)
  const own = user_ids.includes(me.id)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="lectern-reaction"
        aria-pressed={own}
        aria-label={`${text}. ${own ? labels.takeBack : labels.addYours}`}
        onClick={onReact}
        {...longPress}
        {...tip.handlers}
      >
        <span>{emoji}</span>
        <span className="lectern-reaction-count">{formats.number(user_ids.length)}</span>
      </button>
      {tip.shown && (
        <Tip id={id} anchor={anchor} {...tip.tip}>
          {text}
        </Tip>
      )}
    </>
  )
}

/** "You, Ben and Chloe reacted with 👍" */
const useWho = (emoji: string, user_ids: readonly string[]): string => {
  const { handle } = useRowScope()
  const labels = useLabels()
  const formats = useFormats()
  const nameOf = useNameOf(handle.id)
  const me = useMe()
  const names = user_ids.slice(0, NAMED).flatMap((id) => nameOf(id) ?? [])
  const rest = user_ids.length - names.length
  const who = rest > 0 ? labels.andMore(names.join(', '), rest) : formats.names(names)
  const self = me !== undefined && user_ids.includes(me.id)
  return labels.reactedWith(who, emoji, numberOf(user_ids.length, self))
}

/** The grammatical person: German has different verbs for "you and Ben" and "Ada and Ben". */
const numberOf = (people: number, self: boolean): 'self' | 'withSelf' | 'one' | 'many' =>
  people === 1 ? (self ? 'self' : 'one') : self ? 'withSelf' : 'many'
