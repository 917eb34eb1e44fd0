// Actions on a card that are still in the outbox, and the card after them if that is certain.
import type {
  Card,
  LearningDiscuss,
  LearningTopic,
  Message,
  Topic,
  TrainingTopicRef,
} from '@lectern/protocol'
import type { SendFailure } from '../core/send-failure.ts'
import type { OutboxItem } from '../outbox/outbox-item.ts'

/** An action of the signed-in person on a card that the server has not confirmed. */
export interface CardAct {
  /** For `retry` and `discard`. */
  readonly id: string
  readonly verb: string
  readonly input: Readonly<Record<string, unknown>>
  readonly status: 'queued' | 'sending' | 'failed'
  readonly failure?: SendFailure
  /** So old that its author is asked. */
  readonly held?: true
}

export const toAct = ({ id, action, status, failure, held }: OutboxItem): CardAct => ({
  id,
  verb: action?.verb ?? '',
  input: action?.input ?? {},
  status: status === 'acknowledged' ? 'sending' : status,
  ...(failure && { failure }),
  ...(held && { held }),
})

/** The message with its card after the user's own actions; the same object if nothing visible changes. */
export const withActs = (message: Message, items: readonly OutboxItem[]): Message => {
  const card = message.card && items.reduce(applyAct, message.card)
  return card && card !== message.card ? { ...message, card } : message
}

const applyAct = (card: Card, { action, status, failure }: OutboxItem): Card => {
  if (failure?.card) return failure.card.rev > card.rev ? failure.card : card
  const foresee = action && Object.hasOwn(FORESEEN, card.type) && card.schema === 1 && FORESEEN[card.type]
  const foreseen = foresee && foresee[action.verb]
  if (!foreseen || status === 'failed') return card
  return { ...card, data: { ...card.data, ...foreseen(card.data as never, action.input ?? {}) } }
}

type Foresee = (data: never, input: Readonly<Record<string, unknown>>) => object

const isOn = ({ on = true }: Readonly<Record<string, unknown>>): boolean => on === true
const step = (count: number, before: boolean, after: boolean): number =>
  count + Number(after) - Number(before)

/** By type and verb: the visible data that changes. */
const FORESEEN: Readonly<Record<string, Readonly<Record<string, Foresee>>>> = {
  topic: {
    follow: ({ following, counts }: Topic, input) => ({
      following: isOn(input),
      counts: { ...counts, followers: step(counts.followers, following, isOn(input)) },
    }),
    me_too: ({ me_too, counts }: Topic, input) => ({
      me_too: isOn(input),
      counts: { ...counts, me_too: step(counts.me_too, me_too, isOn(input)) },
    }),
  },
  learning_topic: {
    signal: ({ objectives }: LearningTopic, { objective, level }) => ({
      objectives: objectives.map((each, at) => (at === objective ? { ...each, signal: level } : each)),
    }),
  },
  learning_discuss: {
    upvote: ({ replies }: LearningDiscuss, { reply_id, ...input }) => ({
      replies: replies.map((reply) =>
        reply.id === reply_id
          ? { ...reply, upvoted: isOn(input), upvotes: step(reply.upvotes, reply.upvoted, isOn(input)) }
          : reply,
      ),
    }),
  },
  training_topic_ref: {
    helpful: ({ helpful, counts }: TrainingTopicRef, input) => ({
      helpful: isOn(input),
      counts: { ...counts, helpful: step(counts.helpful, helpful, isOn(input)) },
    }),
  },
}

/** The title of a card that is still in the outbox. */
export const titleOfNew = ({
  title,
  prompt,
  topic,
  subject,
  why,
}: Readonly<Record<string, unknown>>): string => {
  const called = [title, topic, subject, prompt, why].find((each) => typeof each === 'string')
  return typeof called === 'string' ? called : ''
}
