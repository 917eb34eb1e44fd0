import * as z from 'zod/mini'
import { Id, Timestamp } from '../ids.ts'
import { Lang } from '../lang.ts'
import { body, CardPerson, count, list } from './common.ts'

export const DiscussMode = z.enum(['open', 'post_before_see'])
export const Anonymity = z.enum(['named', 'peer_anonymous'])

/** `window_minutes`: it closes by itself this long after it was opened. */
export const NewLearningDiscuss = z.object({
  prompt: body,
  mode: DiscussMode,
  anonymity: z.optional(Anonymity),
  window_minutes: z.optional(z.int().check(z.minimum(1), z.maximum(40_320))),
  minimum_posts: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
})
export type NewLearningDiscuss = z.infer<typeof NewLearningDiscuss>

/** Its author has a name, or for peers only a number. */
export const DiscussReply = z.object({
  id: Id,
  author: z.optional(CardPerson),
  number: z.optional(count),
  text: body,
  lang: z.optional(Lang),
  at: Timestamp,
  mine: z.boolean(),
  upvotes: count,
  upvoted: z.boolean(),
  endorsed: z.boolean(),
})
export type DiscussReply = z.infer<typeof DiscussReply>

export const LearningDiscuss = z.object({
  prompt: body,
  mode: DiscussMode,
  anonymity: Anonymity,
  minimum_posts: count,
  window_minutes: z.optional(z.int()),
  closes_at: z.optional(Timestamp),
  /** The endorsed and the newest, as many as a card holds; `GET /cards/:id/replies` has all. */
  replies: list(DiscussReply),
  reply_count: count,
  people_count: count,
  /** Of the viewer. */
  own_posts: count,
  /** The others' replies are hidden until the viewer has posted. */
  hidden: z.boolean(),
  summary: z.optional(body),
})
export type LearningDiscuss = z.infer<typeof LearningDiscuss>
