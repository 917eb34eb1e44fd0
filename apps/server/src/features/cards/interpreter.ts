// The only place that executes the tables of the cards:
//
//   relation × state × verb, then the revision, then the input a typed refusal for each
//   effect ─▶ state, data, entries, rev + 1 one commit, one number of the conversation's clock
import * as z from 'zod/mini'
import { LIMITS, type ActOnCard } from '@lectern/protocol'
import type { StoredMessage, StoredCard } from '../../records/stored.ts'
import { timestamp } from '../../platform/clock.ts'
import { AppError, assert, notFound } from '../../platform/errors.ts'
import { parseInput } from '../../platform/invalid-input.ts'
import { openConversation } from '../changes/changes.ts'
import { commitBySystem, type ChangedRows } from '../changes/commit.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { withLang } from '../../records/message-language.ts'
import { findMessage, touchMessage, updateText } from '../../records/messages.ts'
import { findPlace, type CardPlace } from './cards-rows.ts'
import { forgetSource, saveEntry, updateCard } from '../../records/cards.ts'
import {
  SYSTEM,
  type Act,
  type Commit,
  type Actor,
  type AnyDefinition,
  type Outcome,
  type Verb,
} from './definition.ts'
import { definitionOf } from './definitions.ts'
import { actWhenDue } from './due.ts'
import { permit } from './permit.ts'
import { recordOf } from './record.ts'
import { presentCard } from './seen.ts'

/** Runs a verb for the system, after a time or a change elsewhere; does nothing in a state without the verb. */
export const actBySystem = async (
  ctx: Context,
  card_id: string,
  verb: string,
  input?: object,
): Promise<void> => {
  const place = await findPlace(ctx.db.read, card_id)
  if (!place) return
  await ctx.db.write(async (transaction) => {
    const message = (await findMessage(transaction.query, place.message_id))?.message
    if (!message?.card) return
    const action = { id: '', verb, ...(input && { input: { ...input } }) }
    if (!isPossible(ctx, recordOf(message), verb)) return
    await commitBySystem(ctx, transaction, place.conversation_id, (at) =>
      carryOut({ ctx, transaction, place: at }, prepare(ctx, message, action, SYSTEM)),
    )
  })
}

export interface PreparedAction {
  definition: AnyDefinition
  verb: Verb<object>
  act: Act<object, unknown>
  message: StoredMessage
}

/** @throws AppError unless the action is allowed */
export const prepare = (
  ctx: Context,
  message: StoredMessage,
  action: ActOnCard,
  actor: Actor,
): PreparedAction => {
  const card = recordOf(message)
  const definition = requireDefinition(card)
  const now = ctx.clock.now()
  const conflict = (reason: string) =>
    new AppError('conflict', reason, { card: presentCard(card, { actor, now }) })
  const verb = Object.hasOwn(definition.verbs, action.verb) ? definition.verbs[action.verb] : undefined
  if (!verb) throw new AppError('invalid', `This card does not know “${action.verb}”.`, { field: 'verb' })
  const found = permit(definition, verb, card, { actor, now })
  if (found.is === 'forbidden') throw new AppError('forbidden', found.reason)
  const isStale = action.expected_rev !== undefined && action.expected_rev !== card.rev && !verb.commutative
  if (isStale) throw conflict('The card has changed since.')
  if (found.is !== 'allowed') throw conflict(found.reason)
  const { input } = parseInput(
    z.object({ input: verb.input ?? z.unknown() }),
    { input: action.input ?? {} },
    'body',
  )
  const at = { now, at: timestamp(now) }
  return {
    definition,
    verb,
    message,
    act: { card, data: card.data, input, actor, ...at, action_id: action.id },
  }
}

export const carryOut = async (
  commit: Commit,
  { definition, verb, act, message }: PreparedAction,
): Promise<ChangedRows> => {
  const outcome: Outcome<object> = (await verb.effect?.(act, commit)) ?? {}
  const { query } = commit.transaction
  const card = changedCard(definition, verb, act, outcome)
  for (const entry of outcome.entries ?? [])
    await saveEntry(query, card, { key: '', user_id: act.actor.user_id, ...entry })
  for (const source of outcome.forget ?? []) await forgetSource(query, card, source)
  const content = contentOf(definition, message, card)
  const touched = withLang({ ...message, card, changed_seq: commit.place.seq, content })
  await updateCard(query, card)
  if (card.due_at !== act.card.due_at) await actWhenDue(commit.ctx, commit.transaction, card)
  if (touched.content === message.content && touched.lang === message.lang) await touchMessage(query, touched)
  else await updateText(query, touched)
  const read = await findMessage(query, message.id)
  assert(read, 'a card that was changed is there')
  const others = (outcome.messages ?? []).filter(({ id }) => id !== message.id)
  return {
    messages: [read.message, ...others],
    ...(outcome.conversation && { conversation: outcome.conversation }),
  }
}

const changedCard = (
  definition: AnyDefinition,
  verb: Verb<object>,
  { card, data, actor, at }: Act<object, unknown>,
  outcome: Outcome<object>,
): StoredCard => {
  const next: StoredCard = {
    ...card,
    data: (outcome.data ?? data) as StoredCard['data'],
    state: outcome.state ?? verb.to ?? card.state,
    rev: card.rev + 1,
    updated_at: at,
    fallback_text: outcome.fallback_text ?? card.fallback_text,
    provenance: approvedBy(definition, card, actor),
  }
  refuseLarge(next.data)
  const { due_at: _, ...rest } = next
  const due = definition.due?.(next)
  return due ? { ...rest, due_at: due.at } : rest
}

/** The person whose action accepted a proposal of the assistant. */
const approvedBy = (
  { proposed }: AnyDefinition,
  { provenance, state }: Pick<StoredCard, 'provenance' | 'state'>,
  actor: Actor,
) =>
  provenance.kind === 'ai' &&
  state === proposed &&
  provenance.approved_by === undefined &&
  actor.role !== 'system'
    ? { ...provenance, approved_by: actor.user_id }
    : provenance

/** The text of a hidden card is added once it is visible to all. */
const contentOf = (definition: AnyDefinition, { content }: StoredMessage, card: StoredCard): string =>
  content === definition.nothing && isForAll(definition, card) ? card.fallback_text : content

/** Whether every member sees some of it. */
export const isForAll = (definition: AnyDefinition, card: StoredCard): boolean =>
  definition.show(card, { user_id: '', name: '', role: 'student' }, 0) !== undefined

/** @throws AppError `too_large` */
export const refuseLarge = (data: object): void => {
  const actual = Buffer.byteLength(JSON.stringify(data))
  const limit = LIMITS.card_data_bytes
  if (actual > limit)
    throw new AppError('too_large', `A card holds ${limit} bytes; this would be ${actual}.`, {
      field: 'data',
      limit,
      actual,
    })
}

/** The place of the card, for a member of its conversation (AU1). */
export const openPlace = async (ctx: Context, viewer: Viewer, card_id: string): Promise<CardPlace> => {
  const place = await findPlace(ctx.db.read, card_id)
  if (!place) throw notFound('card')
  await openConversation(ctx, viewer, place.conversation_id, 'card')
  return place
}

export const requireCard = async (
  { clock }: Context,
  viewer: Viewer,
  query: LecternTransaction['query'],
  { message_id }: CardPlace,
): Promise<StoredMessage> => {
  const message = (await findMessage(query, message_id))?.message
  if (!message?.card || !definitionOf(message.card.type)?.show(recordOf(message), viewer, clock.now()))
    throw notFound('card')
  return message
}

const requireDefinition = ({ type }: StoredCard): AnyDefinition => {
  const definition = definitionOf(type)
  assert(definition, `there are cards of type ${type}`)
  return definition
}

const isPossible = (ctx: Context, card: StoredCard, name: string): boolean => {
  const definition = requireDefinition(card)
  const verb = definition.verbs[name]
  assert(verb, `${card.type} knows ${name}`)
  return permit(definition, verb, card, { actor: SYSTEM, now: ctx.clock.now() }).is === 'allowed'
}
