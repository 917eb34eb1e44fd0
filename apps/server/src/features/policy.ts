// Permissions as pure functions, used inside the write transaction and wherever people are listed (AU1).
import { isStaff, Role, type ConversationKind, type Policy } from '@lectern/protocol'
import { AppError } from '../platform/errors.ts'

/** @throws AppError `forbidden` */
export const requireStaff = ({ role }: { role: Role }, reason: string): void => {
  if (!isStaff(role)) throw new AppError('forbidden', reason)
}

interface Person {
  id: string
  role: Role
}

/**
 * The policy decides about students; all others may write to everybody. `shared`: those in a group or course of
 * the viewer.
 */
export const mayWriteTo = (
  viewer: Person,
  user: Person,
  { policy, shared }: { policy: Policy; shared: ReadonlySet<string> },
): boolean =>
  viewer.id !== user.id &&
  (writableRoles(viewer.role, policy).includes(user.role) ||
    (reachesShared(viewer.role, policy) && shared.has(user.id)))

/** The roles of whom everybody is in reach. */
export const writableRoles = (role: Role, { students_reach }: Policy): Role[] => {
  if (role !== 'student' || students_reach === 'everybody') return [...Role.options]
  return students_reach === 'nobody' ? ['assistant'] : Role.options.filter((other) => other !== 'student')
}

/** Whether people of common groups and courses are in reach besides. */
export const reachesShared = (role: Role, { students_reach }: Policy): boolean =>
  role === 'student' && students_reach === 'shared'

/** Who may change their own name: others would not know students any more, or take them for somebody else. */
export const mayRename = (role: Role): boolean => isStaff(role)

/** Who may pin a message: staff; in a direct conversation both people. */
export const mayPin = (role: Role, kind: ConversationKind): boolean => kind === 'direct' || isStaff(role)

/** Who may change the assistant's settings. */
export const maySetAssistant = (role: Role): boolean => isStaff(role)

/** Who may rename, add and remove people: staff and the creator. A direct conversation cannot change. */
export const mayManage = (
  viewer: Person,
  conversation: { kind: ConversationKind; created_by: string },
): boolean =>
  conversation.kind !== 'direct' && (isStaff(viewer.role) || conversation.created_by === viewer.id)
