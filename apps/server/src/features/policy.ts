// Who may do what, as pure functions: asked inside the write transaction and wherever people are listed (AU1).
import { isStaff, Role, type ConversationKind } from '@lectern/protocol'
import { AppError } from '../platform/errors.ts'

/** @throws AppError `forbidden` */
export const requireStaff = ({ role }: { role: Role }, reason: string): void => {
  if (!isStaff(role)) throw new AppError('forbidden', reason)
}

interface Person {
  id: string
  role: Role
}

/** Students meet other students in groups and courses only; everybody else may write to everybody. */
export const mayWriteTo = (viewer: Person, user: Person): boolean =>
  viewer.id !== user.id && writableRoles(viewer.role).includes(user.role)

export const writableRoles = (role: Role): Role[] =>
  role === 'student' ? Role.options.filter((other) => other !== 'student') : [...Role.options]

export const mayCreate = (role: Role, kind: ConversationKind): boolean => kind !== 'course' || isStaff(role)

/** Keep a message in sight for everyone: staff; two people decide for themselves. */
export const mayPin = (role: Role, kind: ConversationKind): boolean => kind === 'direct' || isStaff(role)

/** How much the assistant says, and whether staff see it first. */
export const maySetAssistant = (role: Role): boolean => isStaff(role)

/** Rename, add and remove people: staff, and whoever started it. A direct conversation stays as it is. */
export const mayManage = (
  viewer: Person,
  conversation: { kind: ConversationKind; created_by: string },
): boolean =>
  conversation.kind !== 'direct' && (isStaff(viewer.role) || conversation.created_by === viewer.id)
