// Frames from the client on `lectern.v1`, besides the text `ping`.
import * as z from 'zod/mini'
import { Id, Seq } from './ids.ts'

/** First frame if the URL had no token, and later with each new one. */
export const AuthFrame = z.object({ type: z.literal('auth'), token: z.string().check(z.maxLength(4096)) })

/** Replaces the set of conversations whose windows this connection gets in full. */
export const WatchFrame = z.object({
  type: z.literal('watch'),
  conversation_ids: z.array(Id).check(z.maxLength(200)),
})

export const TypingUpFrame = z.object({ type: z.literal('typing'), conversation_id: Id, on: z.boolean() })

export const ReceiptUpFrame = z.object({
  type: z.literal('receipt'),
  conversation_id: Id,
  delivered_seq: z.optional(Seq),
  read_seq: z.optional(Seq),
})

/** Whether the person uses the device; five idle minutes make `away`. */
export const ActivityFrame = z.object({ type: z.literal('activity'), state: z.enum(['active', 'idle']) })

/**
 * Which conversation the person looks at: that of the focused window of this browser; left out, none. A message there makes no
 * device heard.
 */
export const ViewFrame = z.object({ type: z.literal('view'), conversation_id: z.optional(Id) })

export const UpFrame = z.discriminatedUnion('type', [
  AuthFrame,
  WatchFrame,
  TypingUpFrame,
  ReceiptUpFrame,
  ActivityFrame,
  ViewFrame,
])
export type UpFrame = z.infer<typeof UpFrame>

/** A frame sent over HTTP for a connection that only carries frames down; `ping` is a frame there. */
export const PostedFrame = z.union([UpFrame, z.object({ type: z.literal('ping') })])
export type PostedFrame = z.infer<typeof PostedFrame>
