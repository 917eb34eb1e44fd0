import * as z from 'zod/mini'
import { Id } from './ids.ts'

/** A user whom a message mentions: the text has `@` and this name. */
export const Mention = z.object({ user_id: Id, name: z.string() })
export type Mention = z.infer<typeof Mention>
