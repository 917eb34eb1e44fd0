// A part of a conversation that becomes a document. People choose the messages and the final text; the system
// writes the first draft. Deleting a message removes its text from all of this.
import {
  DraftParagraph,
  LIMITS,
  NewCreateDocument,
  text,
  type CardPerson,
  type CreateDocument,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import { AppError } from '../../platform/errors.ts'
import type { Context, Viewer } from '../context.ts'
import { publishDocument, withdrawDocument } from '../documents/publish.ts'
import { redactDocument } from '../documents/redact.ts'
import { findMembers, readMessages, readSelection } from './cards-rows.ts'
import {
  verbsOf,
  type Act,
  type Actor,
  type Beginning,
  type CardOf,
  type Commit,
  type Definition,
  type Outcome,
} from './definition.ts'
import { draftOf, REDACTED } from './draft-document.ts'
import { rolesOf } from './permit.ts'

export interface CreateDocumentData extends Omit<CreateDocument, 'message_count'> {
  message_ids: string[]
  /** Those of them that were deleted since. */
  gone: string[]
}

type Card = CardOf<CreateDocumentData>
const verb = verbsOf<CreateDocumentData>()
/** The size limit of the draft; the rest of the data fits beside it. */
const DRAFT_BYTES = 12 * 1024
const reason = text(LIMITS.card_packet_chars)
const ALL = ['proposed', 'generating', 'review', 'published', 'failed', 'dismissed', 'withdrawn'] as const

const begin = async (
  ctx: Context,
  _viewer: Viewer,
  { selection, reviewer_ids = [], ...input }: NewCreateDocument,
  conversation_id: string,
): Promise<Beginning<CreateDocumentData>> => {
  const limit = LIMITS.card_list_items
  const messages = await readSelection(ctx.db.read, conversation_id, selection, limit + 1)
  const field = 'card.data.selection'
  if (messages.length === 0) throw new AppError('invalid', 'There is nothing in this selection.', { field })
  if (messages.length > limit)
    throw new AppError('too_large', `A document is made of ${limit} messages at most.`, {
      field,
      limit,
      actual: messages.length,
    })
  const message_ids = messages.map(({ id }) => id)
  const reviewers = await reviewersOf(ctx, conversation_id, reviewer_ids)
  return {
    state: 'proposed',
    fallback_text: `Document from the conversation: ${input.title}`,
    data: { ...input, message_ids, gone: [], reviewers },
    sources: message_ids,
  }
}

const reviewersOf = async (
  { db }: Context,
  conversation_id: string,
  ids: readonly string[],
): Promise<CardPerson[]> => {
  const members = await findMembers(db.read, conversation_id, ids)
  return ids.map((id, at) => {
    const member = members.find(({ user_id, role }) => user_id === id && role !== 'assistant')
    if (member) return { user_id: id, name: member.name }
    throw new AppError('invalid', 'There is no such member.', { field: `card.data.reviewer_ids.${at}` })
  })
}

const write = async (
  { data }: Act<CreateDocumentData, unknown>,
  { transaction }: Commit,
): Promise<Outcome<CreateDocumentData>> => {
  const { reason: _, ...rest } = data
  const draft = draftOf(data.kind, await readMessages(transaction.query, data.message_ids))
  const bytes = Buffer.byteLength(JSON.stringify(draft))
  const failure = (why: string) => ({ state: 'failed', data: { ...rest, reason: why } })
  if (draft.length === 0) return failure('None of the selected messages says anything.')
  if (draft.length > LIMITS.card_list_items || bytes > DRAFT_BYTES)
    return failure('The selection is longer than a draft can be. Choose fewer messages.')
  return { data: { ...rest, draft } }
}

/** The edited draft; deleted paragraphs stay deleted. */
const revise = ({
  data,
  input,
}: Act<CreateDocumentData, { paragraphs: DraftParagraph[] }>): Outcome<CreateDocumentData> => {
  const draft = input.paragraphs.map(({ text: words, message_ids }, at) => {
    if (!message_ids.every((id) => data.message_ids.includes(id)))
      throw new AppError('invalid', 'A paragraph comes from the messages of the selection.', {
        field: `input.paragraphs.${at}.message_ids`,
      })
    return redactParagraph({ text: words, message_ids }, data.gone)
  })
  return { data: { ...data, draft } }
}

const redactParagraph = (paragraph: DraftParagraph, gone: readonly string[]): DraftParagraph =>
  paragraph.message_ids.some((id) => gone.includes(id))
    ? { ...paragraph, text: REDACTED, redacted: true }
    : paragraph

/** The actor as a viewer of the knowledge base. */
const viewerOf = ({ user_id, name, role }: Actor): Viewer => {
  if (role === 'system') throw new Error('Only people publish')
  return { user_id, name, role, session_id: '' }
}

const publish = async (
  { card, data, actor }: Act<CreateDocumentData, unknown>,
  { ctx, transaction }: Commit,
): Promise<Outcome<CreateDocumentData>> => {
  const { title, draft = [], collection, document, message_ids, gone } = data
  const { conversation_id } = card
  const standing = message_ids.filter((id) => !gone.includes(id))
  const published = await publishDocument(ctx, viewerOf(actor), transaction, {
    title,
    content: draft.map((paragraph) => paragraph.text).join('\n\n'),
    conversation_id,
    ...(collection !== undefined && { collection }),
    ...(document && { document_id: document.document_id }),
    sources: standing.map((message_id) => ({ message_id, conversation_id })),
  })
  return { data: { ...data, document: published } }
}

const redact = async (
  { data, input }: Act<CreateDocumentData, { message_ids: string[] }>,
  { ctx, transaction }: Commit,
): Promise<Outcome<CreateDocumentData>> => {
  const gone = [...new Set([...data.gone, ...input.message_ids])]
  const before = data.draft ?? []
  const draft = before.map((paragraph) => redactParagraph(paragraph, gone))
  const words = before.filter((paragraph, at) => paragraph.text !== draft[at]?.text).map((each) => each.text)
  if (data.document)
    await redactDocument(ctx, transaction, {
      document_id: data.document.document_id,
      words,
      instead: REDACTED,
    })
  return { data: { ...data, gone, ...(data.draft && { draft }) }, forget: input.message_ids }
}

export const createDocument: Definition<CreateDocumentData, NewCreateDocument> = {
  type: 'create_document',
  schema: 1,
  input: NewCreateDocument,
  states: ALL,
  creators: ['member'],
  proposed: 'proposed',
  begin,
  relations: ({ data }, { user_id }) =>
    data.reviewers.some((reviewer) => reviewer.user_id === user_id) ? ['reviewer'] : [],
  verbs: {
    start: verb({
      from: ['proposed'],
      who: ['staff', 'creator'],
      to: 'generating',
      label: 'Write a draft',
      style: 'primary',
    }),
    ready: verb({ from: ['generating'], who: ['system'], to: 'review', effect: write }),
    revise: verb({
      from: ['review'],
      who: ['staff', 'creator', 'reviewer'],
      label: 'Edit draft',
      input: z.object({
        paragraphs: z.array(DraftParagraph).check(z.minLength(1), z.maxLength(LIMITS.card_list_items)),
      }),
      effect: revise,
    }),
    approve: verb({
      from: ['review'],
      who: ['staff'],
      to: 'published',
      label: 'Publish',
      style: 'primary',
      effect: publish,
    }),
    send_back: verb({
      from: ['review'],
      who: ['staff', 'reviewer'],
      to: 'proposed',
      label: 'Send back',
      input: z.object({ reason }),
      effect: ({ data: { draft: _, ...data }, input }) => ({ data: { ...data, ...input } }),
    }),
    retry: verb({
      from: ['failed'],
      who: ['staff', 'creator'],
      to: 'generating',
      label: 'Try again',
      style: 'primary',
    }),
    dismiss: verb({
      from: ['proposed', 'review', 'failed'],
      who: ['staff', 'creator'],
      to: 'dismissed',
      label: 'Dismiss',
      style: 'danger',
    }),
    unpublish: verb({
      from: ['published'],
      who: ['staff'],
      to: 'withdrawn',
      label: 'Unpublish',
      style: 'danger',
      effect: async ({ data, actor }, { ctx, transaction }) => {
        if (data.document)
          await withdrawDocument(ctx, viewerOf(actor), transaction, data.document.document_id)
        return {}
      },
    }),
    redact: verb({
      from: ALL,
      who: ['system'],
      input: z.object({ message_ids: z.array(z.string()) }),
      effect: redact,
    }),
  },
  due: ({ state, updated_at }) => (state === 'generating' ? { at: updated_at, verb: 'ready' } : undefined),
  follow: async ({ db }, { data }) => {
    const messages = await readMessages(db.read, data.message_ids)
    const deleted = messages.filter(({ deleted_at }) => deleted_at).map(({ id }) => id)
    const message_ids = deleted.filter((id) => !data.gone.includes(id))
    return message_ids.length === 0 ? undefined : { verb: 'redact', input: { message_ids } }
  },
  show: (card, viewer): CreateDocument => {
    const { message_ids, gone: _, draft, reason: why, ...data } = card.data
    const mayReview = isConcerned(card, viewer)
    return {
      ...data,
      message_count: message_ids.length,
      ...(mayReview && draft && { draft }),
      ...(mayReview && why !== undefined && { reason: why }),
    }
  },
}

const isConcerned = ({ data, created_by }: Card, viewer: Actor): boolean =>
  rolesOf(viewer).includes('staff') ||
  viewer.role === 'system' ||
  viewer.user_id === created_by ||
  data.reviewers.some(({ user_id }) => user_id === viewer.user_id)
