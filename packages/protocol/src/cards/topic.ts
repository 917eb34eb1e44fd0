import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import { body, CardPerson, count, label, list, title } from './common.ts'

export const TopicKind = z.enum(['question', 'discussion', 'announcement', 'task'])
export type TopicKind = z.infer<typeof TopicKind>

/** `message_id`: the message it stands for, in any conversation one may read; without it, the card's own message. */
export const NewTopic = z.object({
  title,
  kind: TopicKind,
  body: z.optional(body),
  tags: z.optional(list(label)),
  message_id: z.optional(Id),
})
export type NewTopic = z.infer<typeof NewTopic>

/** As things stand now. `data` is empty for whoever may not read the message it stands for. */
export const Topic = z.object({
  title,
  kind: TopicKind,
  body: z.optional(body),
  tags: list(label),
  owner: CardPerson,
  /** What it stands for. */
  target: z.object({ conversation_id: Id, message_id: Id }),
  counts: z.object({ answers: count, followers: count, me_too: count }),
  /** Of the viewer. */
  following: z.boolean(),
  me_too: z.boolean(),
  best_answer: z.optional(
    z.object({ message_id: Id, sender: z.string(), excerpt: z.string(), endorsed: z.boolean() }),
  ),
  /** The card that took its place. */
  merged_into: z.optional(Id),
})
export type Topic = z.infer<typeof Topic>
