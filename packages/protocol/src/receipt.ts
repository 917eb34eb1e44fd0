import * as z from 'zod/mini'
import { Seq } from './ids.ts'

/** How far a member has received and read; neither ever goes down (I6). */
export const PutReceipt = z.object({ delivered_seq: z.optional(Seq), read_seq: z.optional(Seq) })
export type PutReceipt = z.infer<typeof PutReceipt>

/** The current positions; `unread` is exact at `head`. */
export const Receipt = z.object({ delivered_seq: Seq, read_seq: Seq, unread: z.int(), head: Seq })
export type Receipt = z.infer<typeof Receipt>
