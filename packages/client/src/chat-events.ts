import type { ConnectionReports } from './connection/connection.ts'
import type { ConversationEvents } from './conversation/context.ts'
import type { DraftEvents } from './conversation/drafts.ts'
import type { HttpEvents } from './http/http.ts'
import type { SessionEvents } from './http/session.ts'
import type { OutboxEvents } from './outbox/outbox.ts'
import type { TabEvents } from './tabs/tab-group.ts'
import type { UploadEvents } from './uploads/uploads.ts'

/** The events of the parts of a chat. A part emits them to parts it does not know. */
export interface ChatEvents
  extends
    HttpEvents,
    SessionEvents,
    UploadEvents,
    OutboxEvents,
    DraftEvents,
    TabEvents,
    ConnectionReports,
    ConversationEvents {}
