// Frames from the server on `lectern.v1`: one object with `type`, or an array of them (a coalesced batch).
import * as z from 'zod/mini'
import { Id, Seq, Timestamp } from './ids.ts'
import { PresenceState, Role, User } from './user.ts'
import { Window } from './changes.ts'
import { Notice } from './notice.ts'
import { OwnWindow } from './own-settings.ts'
import { ErrorCode, Retry } from './errors.ts'

/** Always first. `heads` has the conversations of the user, of very many those that changed last. */
export const HelloFrame = z.object({
  type: z.literal('hello'),
  protocol: z.int(),
  epoch: z.string(),
  connection_id: Id,
  user: User,
  server_time: Timestamp,
  limits: z.record(z.string(), z.number()),
  heads: z.record(Id, Seq),
  /** There are others: `POST /sync` with `page` has all of them, page by page. */
  more_heads: z.optional(z.boolean()),
  /** The head of the person's own clock, which numbers the changes of their settings. */
  own_seq: z.optional(Seq),
})
export type HelloFrame = z.infer<typeof HelloFrame>

/** A window of a watched conversation. */
export const ChangesFrame = z.extend(Window, { type: z.literal('changes') })
export type ChangesFrame = z.infer<typeof ChangesFrame>

/** A conversation changed; the client pulls when it needs to. */
export const HeadFrame = z.object({ type: z.literal('head'), conversation_id: Id, seq: Seq })
export type HeadFrame = z.infer<typeof HeadFrame>

/** A delta of a streaming message; applies only if `at` is the length shown so far. */
export const DeltaFrame = z.object({
  type: z.literal('delta'),
  conversation_id: Id,
  message_id: Id,
  invocation_id: Id,
  at: z.int(),
  text: z.string(),
})
export type DeltaFrame = z.infer<typeof DeltaFrame>

/** Ends by itself after `ttl_ms` (EP2). */
export const TypingFrame = z.object({
  type: z.literal('typing'),
  conversation_id: Id,
  user_id: Id,
  on: z.boolean(),
  ttl_ms: z.int(),
})
export type TypingFrame = z.infer<typeof TypingFrame>

export const PresenceFrame = z.object({ type: z.literal('presence'), users: z.record(Id, PresenceState) })
export type PresenceFrame = z.infer<typeof PresenceFrame>

export const ReceiptFrame = z.object({
  type: z.literal('receipt'),
  conversation_id: Id,
  user_id: Id,
  delivered_seq: Seq,
  read_seq: Seq,
})
export type ReceiptFrame = z.infer<typeof ReceiptFrame>

/** Own settings changed, on some device; without rows it tells the head alone. */
export const OwnFrame = z.extend(OwnWindow, { type: z.literal('own') })
export type OwnFrame = z.infer<typeof OwnFrame>

/** What concerns the person changed: how many notices are news now (100: or more), and the one that has come. */
export const NoticesFrame = z.object({
  type: z.literal('notices'),
  open: z.int(),
  notice: z.optional(Notice),
})
export type NoticesFrame = z.infer<typeof NoticesFrame>

/**
 * Something of the user's own changed elsewhere: read it again. `reports`: those that the user may deal with; `inbox`: what waits
 * for staff.
 */
export const NewsFrame = z.object({
  type: z.literal('news'),
  of: z.enum(['blocks', 'saved', 'planned', 'reports', 'inbox']),
})
export type NewsFrame = z.infer<typeof NewsFrame>

/** The socket's token expires soon: send `auth` with a new one, no reconnect needed. */
export const AuthExpiringFrame = z.object({ type: z.literal('auth_expiring'), in_ms: z.int() })
export type AuthExpiringFrame = z.infer<typeof AuthExpiringFrame>

export const ErrorFrame = z.object({
  type: z.literal('error'),
  code: ErrorCode,
  message: z.string(),
  retry: Retry,
})
export type ErrorFrame = z.infer<typeof ErrorFrame>

/** The server is about to close with `code`. */
export const ByeFrame = z.object({ type: z.literal('bye'), code: z.int(), retry_after_ms: z.int() })
export type ByeFrame = z.infer<typeof ByeFrame>

export const DownFrame = z.discriminatedUnion('type', [
  HelloFrame,
  ChangesFrame,
  HeadFrame,
  DeltaFrame,
  TypingFrame,
  PresenceFrame,
  ReceiptFrame,
  OwnFrame,
  NoticesFrame,
  NewsFrame,
  AuthExpiringFrame,
  ErrorFrame,
  ByeFrame,
])
export type DownFrame = z.infer<typeof DownFrame>

/** The only frame of the plain profile: a new message. */
export const PlainFrame = z.object({
  conversation_id: Id,
  content: z.string(),
  sender: z.string(),
  invocation_id: z.nullable(Id),
  timestamp: Timestamp,
  message_id: Id,
  sender_id: Id,
  sender_role: Role,
  seq: Seq,
})
export type PlainFrame = z.infer<typeof PlainFrame>
