import { isBlank, LIMITS, type NewCard, type NewMessage } from '@lectern/protocol'
import type { StoredMessage, StoredWindow, StoredCard } from '../../records/stored.ts'
import * as z from 'zod/mini'
import { AppError, assert } from '../../platform/errors.ts'
import { parseInput } from '../../platform/invalid-input.ts'
import { mintId } from '../../platform/ids.ts'
import { openConversation } from '../changes/changes.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { withLang } from '../../records/message-language.ts'
import { findMessage, updateText } from '../../records/messages.ts'
import { sendEnclosing, type Enclosure } from '../messages/send.ts'
import { insertCard } from '../../records/cards.ts'
import type { AnyDefinition, Beginning } from './definition.ts'
import { definitionOf } from './definitions.ts'
import { actWhenDue } from './due.ts'
import { isForAll, refuseLarge } from './interpreter.ts'
import { recordOf } from './record.ts'
import { rolesOf } from './permit.ts'

/** Sends a message with a card in it, once for each id like any other (MS2). */
export const sendCard = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  input: NewMessage & { card: NewCard },
): Promise<{ window: StoredWindow; repeated: boolean }> => {
  await openConversation(ctx, viewer, conversation_id)
  if (input.attachment_ids?.length)
    throw new AppError('invalid', 'A card comes without attachments.', { field: 'attachment_ids' })
  const definition = definitionOf(input.card.type)
  if (!definition)
    throw new AppError('invalid', `This server offers no ${input.card.type}.`, { field: 'card.type' })
  refuseCreation(viewer, definition)
  const given = parseInput(z.object({ card: z.object({ data: definition.input }) }), input, 'body')
  const beginning: Beginning<object> = await definition.begin(ctx, viewer, given.card.data, conversation_id)
  refuseLarge(beginning.data)
  const enclosure = enclosedCard(ctx, viewer, { definition, beginning })
  return sendEnclosing(ctx, viewer, { conversation_id, enclosure }, input)
}

const refuseCreation = (viewer: Viewer, { creators, proposed, type }: AnyDefinition): void => {
  const isProposal = viewer.role === 'assistant' && proposed !== undefined
  if (!isProposal && !rolesOf(viewer).some((role) => creators.includes(role)))
    throw new AppError('forbidden', `You may not create a card of type ${type}.`, { field: 'card.type' })
}

interface Begun {
  definition: AnyDefinition
  beginning: Beginning<object>
}

const enclosedCard = (ctx: Context, viewer: Viewer, { definition, beginning }: Begun): Enclosure => ({
  kind: 'card',
  question: beginning.question ?? false,
  enclose: async (transaction, message) => {
    const { query } = transaction
    const card = newCard(ctx, viewer, { definition, beginning }, message)
    const own = beginning.follows_itself ? [message.id] : []
    await insertCard(query, card, [...(beginning.sources ?? []), ...own])
    await actWhenDue(ctx, transaction, card)
    const stored = await readBack(query, message)
    const isOpen = isForAll(definition, recordOf(stored))
    const summary = isOpen ? card.fallback_text : (definition.nothing ?? card.fallback_text)
    const content = card.provenance.own_words ? stored.content : summary
    const told = withLang({ ...stored, content })
    if (told.content !== stored.content || told.lang !== stored.lang) await updateText(query, told)
    return told
  },
})

const readBack = async (
  query: LecternTransaction['query'],
  { id }: StoredMessage,
): Promise<StoredMessage> => {
  const stored = await findMessage(query, id)
  assert(stored, 'the message of the card is stored')
  return stored.message
}

const newCard = (
  { clock }: Context,
  viewer: Viewer,
  { definition, beginning }: Begun,
  message: StoredMessage,
): StoredCard => {
  const { data, state, fallback_text, sources = [] } = beginning
  const isProposal = viewer.role === 'assistant'
  const card: StoredCard = {
    id: mintId(clock),
    type: definition.type,
    schema: definition.schema,
    conversation_id: message.conversation_id,
    message_id: message.id,
    state: isProposal && definition.proposed !== undefined ? definition.proposed : state,
    rev: 1,
    data: data as StoredCard['data'],
    created_by: viewer.user_id,
    created_at: message.timestamp,
    updated_at: message.timestamp,
    fallback_text: shorten(fallback_text, LIMITS.card_fallback_chars),
    provenance: {
      kind: isProposal ? 'ai' : 'human',
      sources,
      ...(!isBlank(message.content) && { own_words: true }),
    },
    entries: [],
  }
  const next = definition.due?.(card)
  return next ? { ...card, due_at: next.at } : card
}

const shorten = (text: string, max: number): string => {
  const chars = Array.from(text)
  return chars.length <= max ? text : `${chars.slice(0, max - 1).join('')}…`
}
