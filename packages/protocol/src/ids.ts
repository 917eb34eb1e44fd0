import * as z from 'zod/mini'

/** A UUID in lower case; those minted by Lectern are version 7. */
export const Id = z.uuid().check(z.toLowerCase())
export type Id = z.infer<typeof Id>

/** A number of a conversation's clock; 0 is "before the first change". */
export const Seq = z.int().check(z.minimum(0))

/** RFC 3339, UTC, milliseconds: `2026-11-23T14:02:00.000Z`. */
export const Timestamp = z.iso.datetime({ precision: 3 })

/** Opaque: send it back unchanged. */
export const Cursor = z.string().check(z.maxLength(400))
