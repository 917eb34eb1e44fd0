import * as z from 'zod/mini'
import { Cursor, Timestamp } from './ids.ts'
import { ConversationRow } from './conversation.ts'
import { Message } from './message.ts'

/** A message that a user saved, with its conversation. */
export const SavedMessage = z.object({
  message: Message,
  conversation: ConversationRow,
  /** The conversation's title for that user. */
  title: z.string(),
  saved_at: Timestamp,
})
export type SavedMessage = z.infer<typeof SavedMessage>

export const SavedList = z.object({ saved: z.array(SavedMessage), next_cursor: z.nullable(Cursor) })
export type SavedList = z.infer<typeof SavedList>
