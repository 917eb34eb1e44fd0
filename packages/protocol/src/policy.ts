import * as z from 'zod/mini'
import type { ConversationKind } from './conversation.ts'
import { isStaff, type Role } from './user.ts'

/** Who may start what with whom: an administrator's setting, the same for the whole school. */
export const Policy = z.object({
  /**
   * To whom students may write directly and whom they may add, besides the assistant: `shared` means staff, and
   * students of a common group or course.
   */
  students_reach: z.enum(['nobody', 'staff', 'shared', 'everybody']),
  /** Who may start groups. */
  groups: z.enum(['staff', 'everybody']),
  /** Who may start courses. */
  courses: z.enum(['admins', 'staff']),
  /** Who may add people: staff, or whoever started the conversation as well. */
  adding: z.enum(['staff', 'creator']),
})
export type Policy = z.infer<typeof Policy>

export const DEFAULT_POLICY: Policy = {
  students_reach: 'staff',
  groups: 'everybody',
  courses: 'staff',
  adding: 'creator',
}

export const PatchPolicy = z.partial(Policy)
export type PatchPolicy = z.infer<typeof PatchPolicy>

/** Who may start a conversation of this kind. */
export const mayCreate = (role: Role, kind: ConversationKind, policy: Policy): boolean => {
  if (kind === 'course') return policy.courses === 'admins' ? role === 'admin' : isStaff(role)
  return kind === 'direct' || policy.groups === 'everybody' || isStaff(role)
}

/** Who may add people: whoever manages, unless the policy leaves it to staff. */
export const mayAdd = (role: Role, { adding }: Policy): boolean => adding === 'creator' || isStaff(role)
