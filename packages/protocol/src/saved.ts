import * as z from 'zod/mini'
import { Cursor, Timestamp } from './ids.ts'
import { ConversationRow } from './conversation.ts'
import { Message } from './message.ts'

/** A message somebody keeps for themselves, with where it was said. */
export const SavedMessage = z.object({
  message: Message,
  conversation: ConversationRow,
  /** What the conversation is called by whoever saved it. */
  title: z.string(),
  saved_at: Timestamp,
})
export type SavedMessage = z.infer<typeof SavedMessage>

export const SavedList = z.object({ saved: z.array(SavedMessage), next_cursor: z.nullable(Cursor) })
export type SavedList = z.infer<typeof SavedList>
