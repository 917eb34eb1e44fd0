import type { FormsOf } from '@lectern/client'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { useCard } from './card-context.ts'
import { KeptText } from '../ui/KeptText.tsx'
import { nameOfAct, whyNot } from './refusal.ts'
import { placeOf, verbOf } from './places.ts'
import { wordsOf } from './typed-words.ts'

/** What is typed for actions that the card does not allow any more. */
export const KeptForms = () => {
  const labels = useLabels()
  const { card } = useCard()
  const may = (verb: string) =>
    card.actions.some((action) => action.verb === verb && action.disabled_reason === undefined)
  return (
    <KeptOf
      message_id={card.message_id}
      type={card.type}
      left={(form) => !may(verbOf(form))}
      say={(form) => {
        const verb = verbOf(form)
        return labels.cards.keptText(nameOfAct({ verb }, card, labels), whyNot(card, verb, labels))
      }}
    />
  )
}

/** What is typed in a card that was deleted with its message. */
export const KeptOfDeleted = ({ message_id }: { message_id: string }) => {
  const { cards: labels } = useLabels()
  return (
    <div className="lectern-card-form">
      <KeptOf message_id={message_id} type="" left={() => true} say={() => labels.keptOfDeleted} />
    </div>
  )
}

interface KeptOfProps {
  message_id: string
  type: string
  left: (form: string) => boolean
  say: (form: string) => string
}

const KeptOf = ({ message_id, type, left, say }: KeptOfProps) => {
  const labels = useLabels()
  const { forms } = useChat()
  const place = placeOf(message_id)
  const all: FormsOf = useSnapshot(forms.at(place))
  return Object.entries(all).flatMap(([form, typed]) => {
    const words = wordsOf(typed, type, labels)
    if (words.length === 0 || !left(form)) return []
    return [
      <KeptText
        key={form}
        said={say(form)}
        words={words}
        onDiscard={() => forms.set(place, form, undefined)}
      />,
    ]
  })
}
