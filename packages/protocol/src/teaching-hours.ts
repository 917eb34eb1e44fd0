// When a course is taught: only then does waiting count.
import * as z from 'zod/mini'
import { Id } from './ids.ts'

/** `08:00`, by the clock on the wall. */
const WallTime = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/))

export const TeachingHours = z.object({
  /** 1 is Monday, 7 is Sunday. */
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  from: WallTime,
  /** Later than `from`. */
  to: WallTime,
  /** Of the IANA database: `Europe/Berlin`. */
  time_zone: z.string().check(z.minLength(1), z.maxLength(64)),
})
export type TeachingHours = z.infer<typeof TeachingHours>

/** Until the school or a conversation has its own. */
export const DEFAULT_TEACHING_HOURS: TeachingHours = {
  days: [1, 2, 3, 4, 5],
  from: '08:00',
  to: '18:00',
  time_zone: 'UTC',
}

/** Those in force, and who set them. */
export const TeachingHoursInForce = z.object({
  hours: TeachingHours,
  of: z.enum(['conversation', 'school', 'default']),
})
export type TeachingHoursInForce = z.infer<typeof TeachingHoursInForce>

/** Without a conversation: of the school. null: as the school has them, or as by default. */
export const PutTeachingHours = z.object({
  conversation_id: z.optional(Id),
  hours: z.nullable(TeachingHours),
})
export type PutTeachingHours = z.infer<typeof PutTeachingHours>
