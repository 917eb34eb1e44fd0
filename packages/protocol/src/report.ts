import * as z from 'zod/mini'
import { Cursor, Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'
import { filledText } from './text.ts'
import { User } from './user.ts'

/** What somebody tells staff about a message, or about a person. */
export const NewReport = z
  .object({
    /** Minted by the client, so that a retry makes no second report. */
    id: z.optional(Id),
    /** The message; its sender is then the person. */
    message_id: z.optional(Id),
    user_id: z.optional(Id),
    reason: filledText(LIMITS.reason_chars),
  })
  .check(
    z.refine(({ message_id, user_id }) => (message_id === undefined) !== (user_id === undefined), {
      error: 'must name either a message or a person',
      path: ['message_id'],
    }),
  )
export type NewReport = z.infer<typeof NewReport>

export const ReportState = z.enum(['open', 'done'])
export type ReportState = z.infer<typeof ReportState>

export const Report = z.object({
  id: Id,
  state: ReportState,
  reason: z.string(),
  reporter: User,
  /** About whom. */
  user: User,
  created_at: Timestamp,
  conversation_id: z.optional(Id),
  message_id: z.optional(Id),
  /** The beginning of the message as it was when it was reported. */
  excerpt: z.optional(z.string()),
  done_by: z.optional(User),
  done_at: z.optional(Timestamp),
})
export type Report = z.infer<typeof Report>

export const PatchReport = z.object({ state: ReportState })
export type PatchReport = z.infer<typeof PatchReport>

export const ReportList = z.object({
  reports: z.array(Report),
  next_cursor: z.nullable(Cursor),
  /** How many open ones there are for the reader, in the list or not. */
  open: z.optional(z.int()),
})
export type ReportList = z.infer<typeof ReportList>
