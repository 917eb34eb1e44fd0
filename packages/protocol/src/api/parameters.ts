// Parameters that several endpoints share.
import * as z from 'zod/mini'
import { Cursor, Id, Seq } from '../ids.ts'
import { LIMITS } from '../limits.ts'

export const ById = z.object({ id: Id })
export const ByMessage = z.object({ id: Id, message_id: Id })

const whole = (min: number, max: number) => z.coerce.number().check(z.int(), z.minimum(min), z.maximum(max))

/** A number of the conversation's clock in a query. */
export const SeqInQuery = z.pipe(z.coerce.number(), Seq)
export const Limit = z.optional(whole(1, LIMITS.page_rows))
export const Page = { limit: Limit, cursor: z.optional(Cursor) }
export const Q = z.optional(z.string().check(z.maxLength(200)))
