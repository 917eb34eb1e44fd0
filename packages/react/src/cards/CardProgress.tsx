import { useEffect, useRef } from 'react'
import type { CardAct } from '@lectern/client'
import type { Card } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { ClockIcon } from '../ui/icons.tsx'
import { useConnection } from '../hooks/hooks.ts'
import { say } from '../core/announcements.ts'
import { useSaidLater } from '../hooks/use-said.ts'
import type { Labels } from '../labels/labels.ts'
import { useStore } from '../hooks/use-store.ts'
import { useRowScope } from '../rows/row-context.ts'
import { useCard } from './card-context.ts'
import { KeptText } from '../ui/KeptText.tsx'
import { nameOfAct, whyRefused } from './refusal.ts'
import { formOf, placeOf } from './places.ts'
import { wordsOf } from './typed-words.ts'

/** The state of the user's own actions; a refused one shows its reason and its text until it is dismissed. */
export const CardProgress = () => {
  const { acts, card } = useCard()
  const all = useLabels()
  const { cards: labels } = all
  const isOffline = useConnection(({ status }) => status === 'offline')
  const refused = acts.filter(({ status, held }) => status === 'failed' || held)
  const isWaiting = acts.length > refused.length
  useEachSaid(refused, (act) => sayRefusal(act, card, all))
  useSaidLater(isWaiting && isOffline ? labels.willBeSent : undefined)
  return (
    <div className="lectern-card-progress">
      {refused.map((act) => (
        <Refused key={act.id} act={act} />
      ))}
      {isWaiting && (
        <p className="lectern-card-note" data-late={!isOffline || undefined}>
          <ClockIcon size={14} />
          <span>{isOffline ? labels.willBeSent : labels.onItsWay}</span>
        </p>
      )}
    </div>
  )
}

/** Says what comes while the card is drawn; a retry that is refused with the same words comes again. */
const useEachSaid = (refused: readonly CardAct[], inWords: (act: CardAct) => string) => {
  const told = useRef(new Set(refused.map(({ id }) => id)))
  useEffect(() => {
    for (const act of refused) if (!told.current.has(act.id)) say(inWords(act))
    told.current = new Set(refused.map(({ id }) => id))
  })
}

const sayRefusal = (act: CardAct, card: Card, labels: Labels): string =>
  labels.cards.refused(nameOfAct(act, card, labels), whyRefused(act, labels))

const Refused = ({ act }: { act: CardAct }) => {
  const labels = useLabels()
  const { card } = useCard()
  const { handle } = useRowScope()
  const canTryAgain = act.held === true || act.failure?.retryable === true
  return (
    <KeptText
      said={sayRefusal(act, card, labels)}
      words={wordsOf(act.input, card.type, labels)}
      onDiscard={() => handle.discard(act.id)}
    >
      {canTryAgain && (
        <button type="button" className="lectern-link-button" onClick={() => handle.retry(act.id)}>
          {act.held ? labels.sendNow : labels.retry}
        </button>
      )}
      <EditAgain act={act} />
    </KeptText>
  )
}

/** Puts the text back into its form, if the card still has that form and nothing else is typed there. */
const EditAgain = ({ act: { id, verb, input } }: { act: CardAct }) => {
  const labels = useLabels()
  const { card } = useCard()
  const { handle } = useRowScope()
  const { forms } = useChat()
  const place = placeOf(card.message_id)
  const form = formOf(verb, input)
  const isFree = useStore(forms.at(place), (all) => all[form] === undefined)
  const action = card.actions.find((each) => each.verb === verb)
  const texts = Object.entries(input).filter(([, value]) => typeof value === 'string')
  if (!isFree || !action || action.disabled_reason !== undefined || texts.length === 0) return null
  const edit = () => {
    forms.set(place, form, Object.fromEntries(texts.map(([field, value]) => [field, String(value)])))
    handle.discard(id)
  }
  return (
    <button type="button" className="lectern-link-button" onClick={edit}>
      {labels.edit}
    </button>
  )
}
