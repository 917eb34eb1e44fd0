// When a course is taught: only then does waiting count.
import * as z from 'zod/mini'
import { Id } from './ids.ts'
import { TimeZone, WallTime } from './wall-time.ts'

export const TeachingHours = z.object({
  /** 1 is Monday, 7 is Sunday. */
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  from: WallTime,
  /** Later than `from`. */
  to: WallTime,
  time_zone: TimeZone,
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
