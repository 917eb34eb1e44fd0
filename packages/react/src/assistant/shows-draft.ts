import { isStaff, type Me, type Message } from '@lectern/protocol'

/** Where the forms of the decision keep what is typed. */
export const reviewPlace = (invocation_id: string): string => `review ${invocation_id}`

/** Whether the viewer sees the unpublished answer below the question. */
export const showsDraft = ({ ask }: Message, { role }: Me): boolean =>
  ask?.review === 'waiting' && isStaff(role)
