import type { CardAct } from '@lectern/client'
import { useLabels } from '../context/texts-context.ts'
import { ClockIcon, WarningIcon } from '../ui/icons.tsx'
import { useConnection } from '../hooks/hooks.ts'
import type { Labels } from '../labels/labels.ts'
import { failureReason } from '../labels/reason.ts'
import { useRowScope } from '../rows/row-context.ts'
import { useCard } from './card-context.ts'
import { labelOfVerb } from './words.ts'

/** The state of the user's own actions; a refused one shows its reason until it is dismissed. */
export const CardProgress = () => {
  const { acts } = useCard()
  const { cards: labels } = useLabels()
  const isOffline = useConnection(({ status }) => status === 'offline')
  const refused = acts.filter(({ status, held }) => status === 'failed' || held)
  const isWaiting = acts.length > refused.length
  return (
    <div className="lectern-card-progress" role="status">
      {refused.map((act) => (
        <Refused key={act.id} act={act} />
      ))}
      {isWaiting && (
        <p className="lectern-card-note" data-late={!isOffline || undefined}>
          <ClockIcon size={14} />
          {isOffline ? labels.willBeSent : labels.onItsWay}
        </p>
      )}
    </div>
  )
}

const Refused = ({ act }: { act: CardAct }) => {
  const labels = useLabels()
  const { card } = useCard()
  const { handle } = useRowScope()
  const action = card.actions.find(({ verb }) => verb === act.verb)
  const name = labelOfVerb(labels, card.type, action ?? { verb: act.verb, label: act.verb })
  const why = whyOf(act.failure, labels)
  return (
    <p className="lectern-card-refused">
      <WarningIcon size={16} />
      <span>{labels.cards.refused(name, why)}</span>
      {(act.held || act.failure?.retryable) && (
        <button type="button" className="lectern-link-button" onClick={() => handle.retry(act.id)}>
          {act.held ? labels.sendNow : labels.retry}
        </button>
      )}
      <button type="button" className="lectern-link-button" onClick={() => handle.discard(act.id)}>
        {labels.dismiss}
      </button>
    </p>
  )
}

const whyOf = (failure: CardAct['failure'], labels: Labels): string => {
  if (!failure) return labels.held
  return failure.card ? labels.cards.changedMeanwhile : failureReason(failure, labels)
}
