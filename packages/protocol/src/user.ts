import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { line } from './text.ts'
import { LIMITS } from './limits.ts'

export const Role = z.enum(['admin', 'instructor', 'assistant', 'student'])
export type Role = z.infer<typeof Role>

/** Roles of teachers and operators: unlimited editing, moderation, endorsing. */
export const isStaff = (role: Role): boolean => role === 'admin' || role === 'instructor'

/** A person, or the assistant, as others see them. */
export const User = z.object({ id: Id, name: z.string(), role: Role })
export type User = z.infer<typeof User>

/** The signed-in person. */
export const Me = z.extend(User, {
  email: z.string(),
  created_at: Timestamp,
  /** They must choose a new password before anything else. */
  password_due: z.optional(z.boolean()),
})
export type Me = z.infer<typeof Me>

export const PatchMe = z.object({ name: z.optional(line(LIMITS.name_chars)) })
export type PatchMe = z.infer<typeof PatchMe>

export const PresenceState = z.enum(['online', 'away', 'offline'])
export type PresenceState = z.infer<typeof PresenceState>
