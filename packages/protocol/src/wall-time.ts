// A time as people say it: by the clock on the wall of a place.
import * as z from 'zod/mini'

/** `22:00`, by the clock on the wall. */
export const WallTime = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))

/** Of the IANA database: `Europe/Berlin`. */
export const TimeZone = z.string().check(z.minLength(1), z.maxLength(64))
