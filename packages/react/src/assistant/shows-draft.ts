import { isStaff, type Me, type Message } from '@lectern/protocol'

/** Whether the viewer sees the unpublished answer below the question. */
export const showsDraft = ({ ask }: Message, { role }: Me): boolean =>
  ask?.review === 'waiting' && isStaff(role)
