import { isStaff, type Me, type Message } from '@lectern/protocol'

/** Whether somebody sees the draft of an answer with what asks. */
export const showsDraft = ({ ask }: Message, { role }: Me): boolean =>
  ask?.review === 'waiting' && isStaff(role)
