// Permissions: one answer for the list of actions and for the action itself.
import { isStaff } from '@lectern/protocol'
import type { StoredCard } from '../../records/stored.ts'
import type { Actor, AnyDefinition, Relation, Verb } from './definition.ts'

type Permit = { is: 'allowed' } | { is: 'forbidden' | 'impossible' | 'refused'; reason: string }

export const stateOf = (definition: AnyDefinition, card: StoredCard): string =>
  definition.state?.(card) ?? card.state

export const permit = (
  definition: AnyDefinition,
  verb: Verb<object>,
  card: StoredCard,
  { actor, now }: { actor: Actor; now: number },
): Permit => {
  const relations = relationsOf(definition, card, actor)
  if (!verb.who.some((who) => relations.includes(who)))
    return { is: 'forbidden', reason: `Only ${listRelations(verb.who)} may do this.` }
  const state = stateOf(definition, card)
  if (!verb.from.includes(state))
    return { is: 'impossible', reason: `This cannot be done while it is ${state.replaceAll('_', ' ')}.` }
  const reason = verb.unless?.(card, actor, now)
  return reason === undefined ? { is: 'allowed' } : { is: 'refused', reason }
}

/** The relations to a card before it exists. */
export const rolesOf = ({ role }: Actor): Relation[] => {
  if (role === 'system' || role === 'assistant') return [role]
  return isStaff(role) ? ['member', 'staff'] : ['member', 'student']
}

const relationsOf = (definition: AnyDefinition, card: StoredCard, actor: Actor): Relation[] => {
  const roles = rolesOf(actor)
  const isCreator = roles.includes('member') && card.created_by === actor.user_id
  const own = actor.role === 'system' ? [] : (definition.relations?.(card, actor) ?? [])
  return [...roles, ...(isCreator ? (['creator'] as const) : []), ...own]
}

const NAMES: Record<Relation, string> = {
  staff: 'staff',
  student: 'students',
  creator: 'who made it',
  asker: 'who asked',
  tutor: 'the tutor',
  reviewer: 'reviewers',
  member: 'members',
  assistant: 'the assistant',
  system: 'time',
}

const listRelations = (who: readonly Relation[]): string => who.map((each) => NAMES[each]).join(' and ')
