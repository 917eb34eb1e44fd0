import * as z from 'zod/mini'
import type { ConversationKind } from './conversation.ts'
import { Id } from './ids.ts'
import { LIMITS } from './limits.ts'
import { isStaff, type Role } from './user.ts'

/** Who may start what with whom, and what happens in danger: administrators' settings, the same for the whole school. */
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
  /**
   * Where the assistant looks for words of danger, and tells staff: in messages to it, switched on or off; in all
   * messages of conversations of which it is a member; nowhere.
   */
  concerns: z.enum(['asked', 'present', 'nowhere']),
  /** What the assistant says then besides its own words, such as whom to call; Markdown, may be empty. */
  help_words: z.string().check(z.maxLength(LIMITS.help_words_chars)),
  /** The member of staff who is told of every concern, besides administrators; empty: nobody. */
  help_contact: z.union([Id, z.literal('')]),
  /**
   * Where notices carry the text of a message outside the app: nowhere; on devices, for which it is encrypted; in mails as
   * well, which others carry in clear.
   */
  notice_text: z.enum(['nowhere', 'devices', 'everywhere']),
})
export type Policy = z.infer<typeof Policy>

export const DEFAULT_POLICY: Policy = {
  students_reach: 'staff',
  groups: 'everybody',
  courses: 'staff',
  adding: 'creator',
  concerns: 'asked',
  help_words: '',
  help_contact: '',
  notice_text: 'devices',
}

/** The settings with a few values to choose from. */
export const POLICY_CHOICES = {
  students_reach: Policy.shape.students_reach.options,
  groups: Policy.shape.groups.options,
  courses: Policy.shape.courses.options,
  adding: Policy.shape.adding.options,
  concerns: Policy.shape.concerns.options,
  notice_text: Policy.shape.notice_text.options,
} as const

export const PatchPolicy = z.partial(Policy)
export type PatchPolicy = z.infer<typeof PatchPolicy>

/** Who may start a conversation of this kind. */
export const mayCreate = (role: Role, kind: ConversationKind, policy: Policy): boolean => {
  if (kind === 'course') return policy.courses === 'admins' ? role === 'admin' : isStaff(role)
  return kind === 'direct' || policy.groups === 'everybody' || isStaff(role)
}

/** Who may add people: whoever manages, unless the policy leaves it to staff. */
export const mayAdd = (role: Role, { adding }: Policy): boolean => adding === 'creator' || isStaff(role)
