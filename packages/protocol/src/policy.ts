import * as z from 'zod/mini'

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
