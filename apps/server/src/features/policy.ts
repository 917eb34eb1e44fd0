// Permissions as pure functions, used inside the write transaction and wherever people are listed (AU1).
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

/** Students may meet other students in groups and courses only; all others may write to everybody. */
export const mayWriteTo = (viewer: Person, user: Person): boolean =>
  viewer.id !== user.id && writableRoles(viewer.role).includes(user.role)

export const writableRoles = (role: Role): Role[] =>
  role === 'student' ? Role.options.filter((other) => other !== 'student') : [...Role.options]

/** Who may change their own name: others would not know students any more, or take them for somebody else. */
export const mayRename = (role: Role): boolean => isStaff(role)

export const mayCreate = (role: Role, kind: ConversationKind): boolean => kind !== 'course' || isStaff(role)

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
