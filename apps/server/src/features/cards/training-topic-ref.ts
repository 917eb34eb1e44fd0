// A reference to training material that is checked against the document: once the quoted text is no longer in
// it, or the document is gone, the card says so.
import { NewTrainingTopicRef, Span, type TrainingTopicRef } from '@lectern/protocol'
import * as z from 'zod/mini'
import { AppError } from '../../platform/errors.ts'
import { refreshCitation, containsSpan } from '../citations/citations.ts'
import { findCitable, findCited, type CitedDocument } from '../../records/documents.ts'
import type { LecternTransaction } from '../context.ts'
import { verbsOf, type Actor, type CardOf, type Definition } from './definition.ts'
import { entriesOf, ownEntry } from './entries.ts'
import { rolesOf } from './permit.ts'

export interface TrainingData extends NewTrainingTopicRef {
  title: string
  excerpt: string
}

type Card = CardOf<TrainingData>
type Pin = Pick<TrainingData, 'document_id' | 'version' | 'span'>
type Stand = 'shown' | 'stale' | 'missing'

const verb = verbsOf<TrainingData>()
const ALL = ['suggested', 'shown', 'stale', 'missing', 'withdrawn'] as const
const LIVE = ['suggested', 'shown', 'stale', 'missing'] as const
const READABLE = ['shown', 'stale'] as const
const own = { who: ['member'], commutative: true } as const

/** The quotation from that version. @throws AppError `invalid` */
const quote = async (
  query: LecternTransaction['query'],
  conversation_id: string,
  { document_id, version, span }: Pin,
  field: string,
): Promise<Pick<TrainingData, 'title' | 'excerpt'>> => {
  const cited = await findCitable(query, conversation_id, [document_id, version])
  if (!cited)
    throw new AppError('invalid', 'There is no such document for everyone in this conversation.', {
      field: `${field}.document_id`,
    })
  if (!containsSpan({ span }, cited))
    throw new AppError('invalid', `Version ${version} of the document does not have this passage.`, {
      field: `${field}.span`,
    })
  const { title, excerpt } = partOf({ document_id, version, span }, cited)
  return { title, excerpt }
}

const partOf = (pin: Pin, cited: CitedDocument | undefined) =>
  refreshCitation(
    {
      type: 'document',
      document_id: pin.document_id,
      version: pin.version,
      span: pin.span,
      title: '',
      excerpt: '',
      status: 'verified',
    },
    cited,
  )

const standOf = (pin: Pin, cited: CitedDocument | undefined): Stand => {
  if (cited?.state !== 'published') return 'missing'
  return partOf(pin, cited).status === 'stale' ? 'stale' : 'shown'
}

export const trainingTopicRef: Definition<TrainingData, NewTrainingTopicRef> = {
  type: 'training_topic_ref',
  schema: 1,
  input: NewTrainingTopicRef,
  states: ALL,
  creators: ['member'],
  proposed: 'suggested',
  begin: async ({ db }, viewer, input, conversation_id) => {
    const quoted = await quote(db.read, conversation_id, input, 'card.data')
    return {
      state: rolesOf(viewer).includes('staff') ? 'shown' : 'suggested',
      fallback_text: `Training material: ${quoted.title}`,
      data: { ...input, ...quoted },
      sources: [input.document_id],
    }
  },
  verbs: {
    show: verb({ from: ['suggested'], who: ['staff'], to: 'shown', label: 'Show', style: 'primary' }),
    open: verb({
      ...own,
      from: READABLE,
      label: 'Open',
      style: 'primary',
      effect: ({ at }) => ({ entries: [{ kind: 'open', value: at }] }),
    }),
    mark_complete: verb({
      ...own,
      from: READABLE,
      label: 'Mark as complete',
      unless: (card, { user_id }) => (ownEntry(card, user_id, 'complete') ? 'It is complete.' : undefined),
      effect: ({ at }) => ({ entries: [{ kind: 'complete', value: at }] }),
    }),
    helpful: verb({
      ...own,
      from: READABLE,
      label: 'Helpful',
      input: z.object({ on: z.optional(z.boolean()) }),
      effect: ({ input: { on = true } }) => ({
        entries: [{ kind: 'helpful', value: on ? true : undefined }],
      }),
    }),
    repin: verb({
      from: ['shown', 'stale', 'missing'],
      who: ['staff'],
      to: 'shown',
      label: 'Pin anew',
      input: z.object({ version: z.int().check(z.minimum(1)), span: Span }),
      effect: async ({ card, data, input }, { transaction }) => {
        const pin = { document_id: data.document_id, ...input }
        const quoted = await quote(transaction.query, card.conversation_id, pin, 'input')
        return { data: { ...data, ...pin, ...quoted } }
      },
    }),
    withdraw: verb({
      from: LIVE,
      who: ['staff', 'creator'],
      to: 'withdrawn',
      label: 'Withdraw',
      style: 'danger',
    }),
    check: verb({
      from: LIVE,
      who: ['system'],
      input: z.object({ stand: z.enum(['shown', 'stale', 'missing']) }),
      effect: async ({ card, data, input: { stand } }, { transaction }) => {
        const { document_id, version } = data
        // Unreadable text is not quoted.
        const { excerpt } = partOf(data, await findCited(transaction.query, document_id, version))
        const state = card.state === 'suggested' && stand === 'shown' ? 'suggested' : stand
        return { state, data: { ...data, excerpt } }
      },
    }),
  },
  follow: async ({ db }, card) => {
    const { document_id, version } = card.data
    const stand = standOf(card.data, await findCited(db.read, document_id, version))
    const isKnown = card.state === stand || (card.state === 'suggested' && stand === 'shown')
    return isKnown ? undefined : { verb: 'check', input: { stand } }
  },
  show: (card, viewer): TrainingTopicRef => ({
    ...card.data,
    ...ownTimes(card, viewer),
    helpful: ownEntry(card, viewer.user_id, 'helpful') !== undefined,
    counts: {
      completed: entriesOf(card, 'complete').length,
      helpful: entriesOf(card, 'helpful').length,
    },
  }),
}

const ownTimes = (card: Card, { user_id }: Actor): Pick<TrainingTopicRef, 'opened_at' | 'completed_at'> => {
  const [opened, completed] = [ownEntry(card, user_id, 'open'), ownEntry(card, user_id, 'complete')]
  return { ...(opened && { opened_at: opened.at }), ...(completed && { completed_at: completed.at }) }
}
