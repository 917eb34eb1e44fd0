// The columns of every table after all migrations. Features read and write them in their `*-rows.ts`.
import type { Generated } from 'kysely'
import type { AuditTable } from './audit.ts'
import type { InboxTables } from './inbox-tables.ts'
import type { NoticeTables } from './notice-tables.ts'
import type { PushTables } from './push-tables.ts'
import type { PlannedTables } from './planned-tables.ts'
import type { Located } from './locators.ts'
import type { JobsTable } from '../platform/jobs/jobs-rows.ts'
import type {
  AssistantMode,
  Attachment,
  Backlink,
  ConversationKind,
  Document,
  Message,
  NoticeLevel,
  QuestionStatus,
  ReportState,
  Role,
} from '@lectern/protocol'

export type InvocationState = 'queued' | 'running' | 'review' | 'done' | 'stopped' | 'interrupted' | 'failed'

type Flag = string | null

export interface Tables extends NoticeTables, PlannedTables, PushTables, InboxTables {
  meta: { key: string; value: string }
  users: {
    id: string
    email: string
    email_key: string
    name: string
    name_key: string
    role: Role
    password_hash: string | null
    created_at: string
    disabled_at: Flag
    /** Since when they must choose a password of their own before anything else. */
    password_due_at: Flag
  }
  sessions: {
    id: string
    user_id: string
    device_name: string
    created_at: string
    last_used_at: string
    expires_at: string
    revoked_at: Flag
  }
  refresh_tokens: {
    hash: string
    session_id: string
    created_at: string
    expires_at: string
    rotated_at: Flag
  }
  audit: AuditTable
  tickets: { hash: string; session_id: string; expires_at: string }
  login_failures: { email_key: string; source: string; failures: number; locked_until: string }
  conversations: {
    id: string
    kind: ConversationKind
    title: string | null
    title_key: string | null
    created_by: string
    created_at: string
    changed_at: string
    head: number
    changed_seq: number
    purged_seq: number
    created_hash: string
    open_questions: number
    last_ordinal: Generated<number>
    assistant_mode: Generated<AssistantMode>
    assistant_review: Generated<number>
  }
  direct_conversations: { direct_key: string; conversation_id: string }
  locators: { id: string; kind: Located; conversation_id: string }
  members: {
    conversation_id: string
    user_id: string
    joined_at: string
    left_at: Flag
    changed_seq: number
    delivered_seq: number
    read_seq: number
    clear_seq: Generated<number>
    clear_ordinal: Generated<number>
    /** The rest is what the member set for themselves: changed at this number of their own clock. */
    own_seq: Generated<number>
    pinned_at: Flag
    muted_until: Flag
    archived_seq: number | null
    unread_from: number | null
    level: NoticeLevel | null
  }
  own_clocks: { user_id: string; seq: number }
  messages: {
    id: string
    conversation_id: string
    created_seq: number
    changed_seq: number
    sender_id: string
    kind: Message['kind']
    state: Message['state']
    content: string
    /** The tag of its language; NULL where that is not sure. */
    lang: string | null
    parts: string | null
    reply_to_id: string | null
    invocation_id: string | null
    reactions: string | null
    sent_hash: string
    created_at: string
    edited_at: Flag
    deleted_at: Flag
    mentions: string | null
    system: string | null
    question_status: QuestionStatus | null
    question: string | null
    answer: string | null
    pinned_at: Flag
    pinned_by: string | null
    invocation: string | null
    ask: string | null
    ordinal: Generated<number>
  }
  exempt_counts: {
    conversation_id: string
    user_id: string
    block_size: number
    first_seq: number
    messages: number
  }
  mentions: { conversation_id: string; user_id: string; created_seq: number }
  cards: {
    id: string
    message_id: string
    conversation_id: string
    type: string
    schema: number
    state: string
    rev: number
    data: string
    fallback_text: string
    provenance: string
    created_by: string
    created_at: string
    updated_at: string
    due_at: Flag
  }
  card_entries: {
    conversation_id: string
    card_id: string
    kind: string
    key: string
    user_id: string
    value: string
    created_at: string
  }
  card_actions: { conversation_id: string; id: string; card_id: string; user_id: string; hash: string }
  card_sources: {
    /** Of the card: its source may be elsewhere. */
    conversation_id: string
    card_id: string
    source_id: string
  }
  thread_marks: {
    conversation_id: string
    user_id: string
    message_id: string
    follows: number | null
    read_seq: Generated<number>
  }
  saved_messages: { conversation_id: string; user_id: string; message_id: string; saved_at: string }
  attachments: {
    id: string
    conversation_id: string
    message_id: string | null
    created_by: string
    created_at: string
    filename: string
    media_type: string
    size: number
    state: Attachment['state']
    reason: string | null
    why: string | null
    width: number | null
    height: number | null
    preview_width: number | null
    preview_height: number | null
    preview_widths: string | null
    dropped_at: Flag
  }
  documents: {
    id: string
    conversation_id: string | null
    collection: string | null
    state: Document['state']
    title: string
    version: number
    created_by: string
    created_at: string
    updated_at: string
    created_hash: string
    /** Of the newest version, unless somebody has chosen it for all of them. */
    lang: string | null
    lang_chosen: number
  }
  document_versions: {
    document_id: string
    version: number
    title: string
    format: Document['format']
    content: string
    created_by: string
    created_at: string
    original_id: string | null
    filename: string | null
    media_type: string | null
    size: number | null
    /** As told from its text. */
    lang: string | null
  }
  document_images: {
    document_id: string
    version: number
    /** Of the image. */
    conversation_id: string
    attachment_id: string
  }
  message_index: {
    conversation_id: string
    message_id: string
    number: number
    waiting: number
  }
  passages: {
    id: number
    document_id: string
    start: number
    end: number
    sha256: string
    headings: string
    text: string
    page: number | null
  }
  citations: {
    message_id: string
    document_id: string
    version: number
    kind: Backlink['kind']
    conversation_id: string
    /** When the message was said. */
    said_at: string
  }
  invocations: {
    id: string
    conversation_id: string
    asker_id: string
    assistant_id: string
    prompt_id: string | null
    prompt: string | null
    message_id: string | null
    state: InvocationState
    stopped_by: string | null
    refused: number
    created_at: string
    started_at: string | null
    ended_at: string | null
    draft: string | null
    approved: string | null
    approved_by: string | null
    approved_at: string | null
  }
  invocation_feedback: {
    conversation_id: string
    invocation_id: string
    user_id: string
    helpful: number
    created_at: string
  }
  jobs: JobsTable
  policies: { name: string; value: string }
  blocks: { user_id: string; blocked_id: string; blocked_at: string }
  reports: {
    id: string
    state: ReportState
    reporter_id: string
    user_id: string
    conversation_id: string | null
    message_id: string | null
    excerpt: string | null
    reason: string
    created_at: string
    done_by: string | null
    done_at: string | null
  }
  message_edits: {
    conversation_id: string
    message_id: string
    changed_seq: number
    content: string
    edited_at: string
  }
}
