import { useState } from 'react'
import type { CardAction } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useChat } from '../context/chat-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { CardForm } from './CardForm.tsx'
import { useCard } from './card-context.ts'
import { fieldsOf, isOneTap } from './fields.ts'
import { reasonInWords } from './refusal.ts'
import { placeOf } from './places.ts'
import { labelOfVerb } from './words.ts'

/** The server's actions, in its order, the important first. A verb with input opens a form in the card. */
export const CardActions = ({ hidden }: { hidden: readonly string[] }) => {
  const { card, act } = useCard()
  const labels = useLabels()
  const place = placeOf(card.message_id)
  const kept = useSnapshot(useChat().forms.at(place))
  // Null: the form was closed, and what is typed in it stays for the next time.
  const [asked, setAsking] = useState<string | null>()
  const shown = card.actions.filter(
    ({ verb, input }) => !hidden.includes(verb) && (isOneTap(input) || fieldsOf(input)),
  )
  const asking = asked === undefined ? shown.find(({ verb }) => kept[verb])?.verb : asked
  const open = shown.find(({ verb, disabled_reason }) => verb === asking && disabled_reason === undefined)
  if (shown.length === 0) return null
  if (open)
    return (
      <CardForm
        type={card.type}
        fields={fieldsOf(open.input) ?? []}
        place={place}
        form={open.verb}
        submit={labelOfVerb(labels, card.type, open)}
        onCancel={() => setAsking(null)}
        onSubmit={(input) => {
          act(open.verb, input)
          setAsking(null)
        }}
      />
    )
  return (
    <div className="lectern-card-buttons" role="group" aria-label={labels.cards.actions}>
      {shown.toSorted(byWeight).map((action) => (
        <ActionButton
          key={action.verb}
          action={action}
          onPress={() => (isOneTap(action.input) ? act(action.verb) : setAsking(action.verb))}
        />
      ))}
    </div>
  )
}

const WEIGHT = { primary: 0, default: 1, danger: 2 }
const byWeight = (a: CardAction, b: CardAction): number => WEIGHT[a.style] - WEIGHT[b.style]

interface ActionButtonProps {
  action: CardAction
  onPress: () => void
}

/** A disabled action stays focusable, so that its reason can be read. */
const ActionButton = ({ action, onPress }: ActionButtonProps) => {
  const { card, acts } = useCard()
  const labels = useLabels()
  const isUnderWay = acts.some(({ verb, status }) => verb === action.verb && status !== 'failed')
  const { disabled_reason: why } = action
  const reason = why === undefined ? undefined : reasonInWords(why, labels)
  const isOff = reason !== undefined || isUnderWay
  return (
    <button
      type="button"
      className={action.style === 'primary' ? 'lectern-button lectern-primary' : 'lectern-button'}
      data-danger={action.style === 'danger' || undefined}
      aria-disabled={isOff}
      title={reason}
      onClick={() => !isOff && onPress()}
    >
      {labelOfVerb(labels, card.type, action)}
    </button>
  )
}
