import * as z from 'zod/mini'
import { AssistantMode } from './invocation.ts'
import { Mention } from './mention.ts'

/** The event of a system message, to show in another language than `content`. */
export const SystemEvent = z.discriminatedUnion('type', [
  /** `people` are the first few of `count`. */
  z.object({
    type: z.literal('members_added'),
    params: z.object({ people: z.array(Mention), count: z.int() }),
  }),
  z.object({ type: z.literal('member_removed'), params: z.object({ person: Mention }) }),
  /** `successor`: who may change the conversation from now on, if nobody else could. */
  z.object({
    type: z.literal('member_left'),
    params: z.object({ successor: z.optional(Mention) }),
  }),
  z.object({ type: z.literal('renamed'), params: z.object({ title: z.string() }) }),
  /** The new settings of the assistant. */
  z.object({
    type: z.literal('assistant_set'),
    params: z.object({ mode: AssistantMode, review: z.boolean() }),
  }),
])
export type SystemEvent = z.infer<typeof SystemEvent>

/** An event as read: an unknown kind becomes `unknown`, and `content` is shown. */
export const ReadSystemEvent = z.catch(z.union([SystemEvent, z.object({ type: z.literal('unknown') })]), {
  type: 'unknown',
})
export type ReadSystemEvent = z.infer<typeof ReadSystemEvent>
