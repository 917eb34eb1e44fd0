// The entry `@lectern/client/inbox`: what waits for staff.
import { InboxDesk } from './inbox-desk.ts'
import type { InboxDoor } from './inbox-door.ts'

export type { InboxDesk, InboxFilter, InboxState } from './inbox-desk.ts'

/** The list of a chat (`chat.inbox`) with its acts; the same at each call. */
export const openInbox = (door: InboxDoor): InboxDesk => door.open((options) => new InboxDesk(options))
