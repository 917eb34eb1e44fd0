// Who may do what with whom, where it does not depend on a conversation.
import { Role } from '@lectern/protocol'

interface Person {
  id: string
  role: Role
}

/** Students meet other students in groups and courses only; everybody else may write to everybody. */
export const mayWriteTo = (viewer: Person, user: Person): boolean =>
  viewer.id !== user.id && writableRoles(viewer.role).includes(user.role)

export const writableRoles = (role: Role): Role[] =>
  role === 'student' ? Role.options.filter((other) => other !== 'student') : [...Role.options]
