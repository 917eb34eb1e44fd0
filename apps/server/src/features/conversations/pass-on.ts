// A group or course needs somebody who can add and remove people. Nobody leaves while others stay without one.
import { isStaff } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'
import { mayManage } from '../policy.ts'
import type { Place } from '../changes/commit.ts'
import type { LecternTransaction, Viewer } from '../context.ts'
import { findOthers, type Person } from './conversations-rows.ts'

/**
 * Who manages the conversation once the viewer has left, if it has to be somebody else: of a group of students, the one
 * who has been there longest. Staff are not replaced by a student: they find somebody first.
 * @throws AppError `conflict` with `why: last_staff`
 */
export const findSuccessor = async (
  { user_id, role }: Viewer,
  { conversation }: Place,
  { query }: LecternTransaction,
): Promise<Person | undefined> => {
  if (!mayManage({ id: user_id, role }, conversation)) return undefined
  const others = await findOthers(query, conversation.id, user_id)
  if (others.some((other) => mayManage(other, conversation))) return undefined
  const [successor] = others
  if (successor && isStaff(role))
    throw new AppError('conflict', 'You are the last of the staff here. Add somebody else of them first.', {
      why: 'last_staff',
    })
  return successor
}
