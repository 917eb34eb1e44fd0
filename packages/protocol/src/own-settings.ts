// What a member sets for themselves in a conversation. All changes of a person's settings are numbered by a clock of their
// own, over all conversations, and follow the window rule: nobody else hears of them.
import * as z from 'zod/mini'
import { Id, Seq, Timestamp } from './ids.ts'
import { NoticeLevel } from './notice-level.ts'

/** As `muted_until`: until the person ends it. */
export const MUTED_FOR_EVER = '9999-12-31T23:59:59.999Z'

export const OwnSettings = z.object({
  conversation_id: Id,
  /** A number of the person's own clock. */
  changed_seq: Seq,
  /** It stands at the top of the list. */
  pinned_at: z.optional(Timestamp),
  /** Until then only messages that name the person count; the time may have passed. */
  muted_until: z.optional(Timestamp),
  /** Out of the list until something is said after this number of the conversation's clock, and it is not muted. */
  archived_seq: z.optional(Seq),
  /** `created_seq` of the first message that is unread again, whatever was read. */
  unread_from: z.optional(Seq),
  /** Of what the person hears here; absent: as they have it for this kind of conversation. */
  level: z.optional(NoticeLevel),
})
export type OwnSettings = z.infer<typeof OwnSettings>

/** An omitted field stays. */
export const PatchOwnSettings = z.object({
  pinned: z.optional(z.boolean()),
  muted_until: z.optional(z.nullable(Timestamp)),
  /** The head that the person knows: what is said after it brings the conversation back; null: it is back. */
  archived_seq: z.optional(z.nullable(Seq)),
  /** The next message of somebody else from there on; null: what was read is read. */
  unread_from: z.optional(z.nullable(Seq)),
  /** null: as for other conversations of this kind. */
  level: z.optional(z.nullable(NoticeLevel)),
})
export type PatchOwnSettings = z.infer<typeof PatchOwnSettings>

/** The settings that changed after `from` and up to `to`, numbers of the person's own clock. */
export const OwnWindow = z.object({ from: Seq, to: Seq, settings: z.array(OwnSettings) })
export type OwnWindow = z.infer<typeof OwnWindow>

/** A change, or the changes since a cursor. `head` was read before the rows. */
export const OwnChanges = z.object({ window: OwnWindow, head: Seq })
export type OwnChanges = z.infer<typeof OwnChanges>
