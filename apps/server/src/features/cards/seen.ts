// A card as one viewer sees it: hidden data is absent.
import { LIMITS, type Card, type CardAction } from '@lectern/protocol'
import { assert } from '../../platform/errors.ts'
import { type StoredCard } from '../../records/stored.ts'
import { inputSchema, type Actor, type AnyDefinition, type Verb } from './definition.ts'
import { definitionOf } from './definitions.ts'
import { permit, stateOf } from './permit.ts'

/** The viewer and the time. */
export interface View {
  actor: Actor
  now: number
}

export const presentCard = (card: StoredCard, view: View): Card => {
  const { entries: _e, target: _t, due_at: _d, ...envelope } = card
  const definition = definitionOf(card.type)
  const data = definition?.show(card, view.actor, view.now)
  if (!definition || !data) return { ...envelope, ...nothing(definition, card), data: {}, actions: [] }
  const actions = actionsOf(definition, card, view)
  assert(actions.length <= LIMITS.card_actions, `${card.type} has too many actions`)
  return { ...envelope, state: stateOf(definition, card), data: { ...data }, actions }
}

const nothing = (definition: AnyDefinition | undefined, { provenance: { own_words } }: StoredCard) => {
  if (definition?.nothing === undefined) return {}
  const provenance = { kind: 'system' as const, sources: [], ...(own_words && { own_words }) }
  return { state: 'hidden', fallback_text: definition.nothing, provenance }
}

const actionsOf = (definition: AnyDefinition, card: StoredCard, view: View): CardAction[] =>
  Object.entries(definition.verbs).flatMap(([name, verb]) => {
    const label = verb.label
    const found = permit(definition, verb, card, view)
    if (label === undefined || found.is === 'forbidden' || found.is === 'impossible') return []
    return [action(name, { ...verb, label }, found.is === 'refused' ? found.reason : undefined)]
  })

const action = (
  name: string,
  { label, style = 'default', input }: Verb<object> & { label: string },
  disabled_reason: string | undefined,
): CardAction => ({
  verb: name,
  label,
  style,
  ...(input && { input: inputSchema(input) }),
  ...(disabled_reason !== undefined && { disabled_reason }),
})
