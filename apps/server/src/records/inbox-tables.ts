import type { CannedScope, InboxKind } from '@lectern/protocol'

export interface InboxTables {
  inbox_items: {
    conversation_id: string
    message_id: string
    created_seq: number
    kind: Exclude<InboxKind, 'mention'>
    /** Who waits. */
    asker_id: string
    waiting_since: string
    done_at: string | null
    /** Of the teaching hours, once the waiting is over; NULL with `done_at`: it was withdrawn. */
    waited_minutes: number | null
    owner_id: string | null
    lease_until: string | null
    snoozed_until: string | null
    duplicate_of: string | null
  }
  inbox_tags: { conversation_id: string; message_id: string; tag: string }
  inbox_notes: {
    conversation_id: string
    message_id: string
    id: string
    author_id: string
    text: string
    created_at: string
  }
  canned_answers: {
    id: string
    scope: CannedScope
    conversation_id: string | null
    author_id: string
    title: string
    text: string
    changed_at: string
  }
  /** The school has the empty id. */
  teaching_hours: { conversation_id: string; hours: string }
}
