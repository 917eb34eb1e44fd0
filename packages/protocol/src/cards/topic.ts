import * as z from 'zod/mini'
import { Id } from '../ids.ts'
import { Lang } from '../lang.ts'
import { Role } from '../user.ts'
import { body, CardPerson, count, label, list, title } from './common.ts'

export const TopicKind = z.enum(['question', 'discussion', 'announcement', 'task'])
export type TopicKind = z.infer<typeof TopicKind>

/** `message_id`: the message it refers to, in any readable conversation; by default the card's own message. */
export const NewTopic = z.object({
  title,
  kind: TopicKind,
  body: z.optional(body),
  tags: z.optional(list(label)),
  message_id: z.optional(Id),
})
export type NewTopic = z.infer<typeof NewTopic>

/** The current state. `data` is empty for users who may not read the referenced message. */
export const Topic = z.object({
  title,
  kind: TopicKind,
  body: z.optional(body),
  tags: list(label),
  owner: CardPerson,
  /** The referenced message. */
  target: z.object({ conversation_id: Id, message_id: Id }),
  counts: z.object({ answers: count, followers: count, me_too: count }),
  /** Of the viewer. */
  following: z.boolean(),
  me_too: z.boolean(),
  best_answer: z.optional(
    z.object({
      message_id: Id,
      sender: z.string(),
      sender_role: z.optional(Role),
      excerpt: z.string(),
      lang: z.optional(Lang),
      endorsed: z.boolean(),
    }),
  ),
  /** The card that replaced it. */
  merged_into: z.optional(Id),
})
export type Topic = z.infer<typeof Topic>
