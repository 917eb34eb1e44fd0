// A unit of the course. The card itself goes from draft to retired; each student has their own progress.
import {
  filledText,
  LIMITS,
  NewLearningTopic,
  Signal,
  type LearningTopic,
  type NewMessage,
  type PinnedDocument,
} from '@lectern/protocol'
import * as z from 'zod/mini'
import { AppError } from '../../platform/errors.ts'
import { findCitable } from '../../records/documents.ts'
import type { Context } from '../context.ts'
import {
  verbsOf,
  type Act,
  type Actor,
  type CardOf,
  type Definition,
  type EntryChange,
} from './definition.ts'
import { entriesOf, ownEntry } from './entries.ts'
import { rolesOf } from './permit.ts'

export interface LearningTopicData {
  topic: string
  summary: string
  objectives: string[]
  resources: PinnedDocument[]
  checks: { question: string; options: string[]; answer: number }[]
}

type Card = CardOf<LearningTopicData>
const verb = verbsOf<LearningTopicData>()
const index = z.int().check(z.minimum(0))
const own = { who: ['student'], commutative: true } as const
const question = filledText(LIMITS.card_body_chars)

/** The first action of a student starts the unit. */
const startUnit = ({ card, actor, at }: Act<LearningTopicData, unknown>): EntryChange[] =>
  ownEntry(card, actor.user_id, 'start') ? [] : [{ kind: 'start', value: at }]

const requireItem = <T>(list: readonly T[], at: number, field: string): T => {
  const item = list[at]
  if (item === undefined)
    throw new AppError('invalid', `\`input.${field}\` must be less than ${list.length}.`, {
      field: `input.${field}`,
    })
  return item
}

/** The documents with their titles in those versions, which all members may read. */
const pinDocuments = (
  { db }: Context,
  conversation_id: string,
  resources: readonly PinnedDocument[],
): Promise<PinnedDocument[]> =>
  Promise.all(
    resources.map(async ({ document_id, version }, at) => {
      const cited = await findCitable(db.read, conversation_id, [document_id, version])
      if (cited) return { document_id, version, title: cited.title }
      throw new AppError('invalid', 'There is no such document for everyone in this conversation.', {
        field: `card.data.resources.${at}`,
      })
    }),
  )

const ask = (
  { card, action_id }: Act<LearningTopicData, unknown>,
  message: Pick<NewMessage, 'content' | 'question' | 'card'>,
) => ({
  is: 'message' as const,
  conversation_id: card.conversation_id,
  message: { id: action_id, reply_to_id: card.message_id, ...message },
})

export const learningTopic: Definition<LearningTopicData, NewLearningTopic> = {
  type: 'learning_topic',
  schema: 1,
  input: NewLearningTopic,
  states: ['draft', 'active', 'locked', 'retired'],
  creators: ['staff'],
  proposed: 'draft',
  begin: async (ctx, _viewer, { resources = [], checks = [], ...input }, conversation_id) => ({
    state: 'draft',
    fallback_text: `Unit: ${input.topic}`,
    data: { ...input, resources: await pinDocuments(ctx, conversation_id, resources), checks },
    sources: resources.map(({ document_id }) => document_id),
  }),
  nothing: 'A unit of the course',
  verbs: {
    activate: verb({
      from: ['draft'],
      who: ['staff'],
      to: 'active',
      label: 'Open to students',
      style: 'primary',
    }),
    lock: verb({ from: ['active'], who: ['staff'], to: 'locked', label: 'Lock' }),
    unlock: verb({ from: ['locked'], who: ['staff'], to: 'active', label: 'Unlock' }),
    retire: verb({
      from: ['active', 'locked'],
      who: ['staff'],
      to: 'retired',
      label: 'Retire',
      style: 'danger',
    }),
    start: verb({
      ...own,
      from: ['active'],
      label: 'Start',
      style: 'primary',
      unless: (card, { user_id }) =>
        ownEntry(card, user_id, 'start') ? 'You have started already.' : undefined,
      effect: (act) => ({ entries: startUnit(act) }),
    }),
    signal: verb({
      ...own,
      from: ['active'],
      label: 'How it goes',
      input: z.object({ objective: index, level: Signal }),
      effect: (act) => {
        const { objective, level } = act.input
        requireItem(act.data.objectives, objective, 'objective')
        return { entries: [...startUnit(act), { kind: 'signal', key: `${objective}`, value: level }] }
      },
    }),
    answer: verb({
      ...own,
      from: ['active'],
      label: 'Answer',
      input: z.object({ check: index, option: index }),
      unless: ({ data }) => (data.checks.length === 0 ? 'There is nothing to answer.' : undefined),
      effect: (act) => {
        const { check, option } = act.input
        requireItem(requireItem(act.data.checks, check, 'check').options, option, 'option')
        return { entries: [...startUnit(act), { kind: 'answer', key: `${check}`, value: option }] }
      },
    }),
    mark_done: verb({
      ...own,
      from: ['active'],
      label: 'Mark as done',
      unless: (card, { user_id }) => (ownEntry(card, user_id, 'done') ? 'It is done.' : undefined),
      effect: (act) => ({ entries: [...startUnit(act), { kind: 'done', value: act.at }] }),
    }),
    ask: verb({
      ...own,
      from: ['active', 'locked'],
      label: 'Ask a question',
      input: z.object({ text: question, objective: z.optional(index) }),
      elsewhere: (act) => {
        const { objective } = act.input
        if (objective !== undefined) requireItem(act.data.objectives, objective, 'objective')
        return ask(act, { content: act.input.text, question: true })
      },
      effect: (act) => {
        const value = act.input.objective ?? null
        return { entries: [...startUnit(act), { kind: 'question', key: act.action_id, value }] }
      },
    }),
    open_tutoring: verb({
      ...own,
      from: ['active', 'locked'],
      label: 'Get tutoring',
      input: z.object({ question }),
      elsewhere: (act) => {
        const data = { subject: act.data.topic, question: act.input.question }
        return ask(act, { content: '', card: { type: 'tutoring_topic', data } })
      },
      effect: (act) => ({ entries: startUnit(act) }),
    }),
  },
  show: (card, viewer) => {
    const isStaff = rolesOf(viewer).includes('staff')
    const isOwner = isStaff || viewer.role === 'system' || viewer.user_id === card.created_by
    if (card.state === 'draft' && !isOwner) return undefined
    return isStaff ? presentToStaff(card) : shownToStudent(card, viewer)
  },
}

const common = ({ data: { topic, summary, resources } }: Card) => ({ topic, summary, resources })

const shownToStudent = (card: Card, { user_id }: Actor): LearningTopic => {
  const [started, done] = [ownEntry(card, user_id, 'start'), ownEntry(card, user_id, 'done')]
  return {
    ...common(card),
    objectives: card.data.objectives.map((text, at) => {
      const signal = ownEntry(card, user_id, 'signal', at)?.value as Signal | undefined
      return { text, ...(signal && { signal }), ...questions(card, at) }
    }),
    checks: card.data.checks.map(({ answer, ...check }, at) => {
      const option = ownEntry(card, user_id, 'answer', at)?.value as number | undefined
      return { ...check, ...(option !== undefined && { chosen: { option, correct: option === answer } }) }
    }),
    progress: {
      ...(started && { started_at: started.at }),
      ...(done && { done_at: done.at }),
    },
  }
}

const presentToStaff = (card: Card): LearningTopic => ({
  ...common(card),
  objectives: card.data.objectives.map((text, at) => {
    const signals = entriesOf(card, 'signal', `${at}`)
    const ok = signals.filter(({ value }) => value === 'ok').length
    return { text, counts: { ok, shaky: signals.length - ok }, ...questions(card, at) }
  }),
  checks: card.data.checks.map((check, at) => {
    const answers = entriesOf(card, 'answer', `${at}`)
    const correct = answers.filter(({ value }) => value === check.answer).length
    return { ...check, counts: { correct, wrong: answers.length - correct } }
  }),
  students: { started: entriesOf(card, 'start').length, done: entriesOf(card, 'done').length },
})

/** The questions about an objective, the newest first. */
const questions = (card: Card, objective: number) => {
  const asked = entriesOf(card, 'question').filter(({ value }) => value === objective)
  const question_ids = asked.slice(-LIMITS.card_list_items).map(({ key }) => key)
  return question_ids.length === 0 ? {} : { question_ids: question_ids.reverse() }
}
