import * as z from 'zod/mini'
import { Timestamp } from './ids.ts'
import { User } from './user.ts'

/** A person whom the user blocked. */
export const Block = z.object({ user: User, blocked_at: Timestamp })
export type Block = z.infer<typeof Block>

export const BlockList = z.object({ blocks: z.array(Block), next_cursor: z.null() })
export type BlockList = z.infer<typeof BlockList>
