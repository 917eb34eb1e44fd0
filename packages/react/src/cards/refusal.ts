// The true reason why an action on a card was not done, or cannot be done now, in the reader's language.
import type { CardAct, SendFailure } from '@lectern/client'
import type { Card, TutoringTopic } from '@lectern/protocol'
import type { Labels } from '../labels/labels.ts'
import { failureReason } from '../labels/reason.ts'
import { SERVER_LABELS } from './server-labels.ts'
import { labelOfVerb, wordFor } from './words.ts'

/** The name of an action, also of one that the card does not offer any more. */
export const nameOfAct = (
  { verb, failure }: Pick<CardAct, 'verb' | 'failure'>,
  card: Card,
  labels: Labels,
): string => {
  const known = [...card.actions, ...(failure?.card?.actions ?? [])].find((action) => action.verb === verb)
  return labelOfVerb(
    labels,
    card.type,
    known ?? { verb, label: SERVER_LABELS[card.type]?.[verb] ?? labels.cards.anAct },
  )
}

export const whyRefused = ({ verb, failure }: CardAct, labels: Labels): string => {
  if (!failure) return labels.held
  if (failure.card) return whyNot(failure.card, verb, labels)
  return whyInvalid(failure, labels) ?? failureReason(failure, labels)
}

/** Why a card as it is now does not allow an action. */
export const whyNot = (card: Card, verb: string, labels: Labels): string => {
  const { cards } = labels
  const action = card.actions.find((each) => each.verb === verb)
  if (action?.disabled_reason !== undefined) return reasonInWords(action.disabled_reason, labels)
  // The card allows it as it is now, so the action was meant for an earlier one.
  if (action) return cards.changedMeanwhile
  const { tutor } = card.data as Partial<TutoringTopic>
  if (verb === 'claim' && tutor && card.state === 'human_active') return cards.takenBy(tutor.name)
  return cards.isNow(wordFor(cards.states, card.state))
}

const whyInvalid = ({ code, limit, field }: SendFailure, { cards }: Labels): string | undefined => {
  if (code === 'forbidden') return cards.noRight
  if (code === 'not_found') return cards.gone
  if (code !== 'too_large' || limit === undefined) return undefined
  return field?.startsWith('input') ? cards.tooLong(limit) : cards.full
}

/** The server says why in an English sentence, some with a number or a name in it. */
export const reasonInWords = (sentence: string, { cards }: Labels): string => {
  const taken = /^(.+) has taken this\.$/.exec(sentence)?.[1]
  if (taken !== undefined) return cards.takenBy(taken)
  const whole = cards.reasons[sentence]
  if (whole !== undefined) return whole
  const [number = ''] = /\d+/.exec(sentence) ?? []
  return cards.reasons[sentence.replace(number, 'N')]?.replace(/\bN\b/, number) ?? sentence
}
