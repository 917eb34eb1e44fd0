// The audit: what matters to the security of the installation. It is written in the transaction of what it tells of.
import type { Generated, Kysely } from 'kysely'
import { timestamp, type Clock } from '../platform/clock.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

type NoDetail = Record<string, never>

/** The kinds of entries, and what each tells in its detail. */
export interface AuditDetails {
  sign_in: { device_name: string }
  sign_in_failed: { reason: 'wrong_password' | 'disabled'; locked_ms: number }
  sign_out: NoDetail
  session_ended: NoDetail
  refresh_token_reused: NoDetail
  user_added: { role: string }
  user_renamed: { before: string; after: string }
  user_disabled: NoDetail
  user_enabled: NoDetail
  email_changed: { before: string; after: string }
  role_changed: { before: string; after: string }
  password_changed: NoDetail
  new_password_required: NoDetail
  member_added: NoDetail
  member_removed: NoDetail
  message_deleted: { by_order?: true }
  message_read_by_order: NoDetail
  keys_rotated: NoDetail
  edits_read: NoDetail
  answer_approved: { changed: boolean }
  answer_dismissed: { reason: string }
  assistant_set: { mode: string; review: boolean }
  policy_changed: { name: string; before: string; after: string }
  person_blocked: NoDetail
  report_made: { reason: string }
  /** The assistant noticed that somebody may come to harm. */
  concern_raised: NoDetail
  exported: { what: string }
}

export type AuditKind = keyof AuditDetails

export interface AuditEvent<Kind extends AuditKind = AuditKind> {
  kind: Kind
  /** Who did it; left out for the operator at the command line and for somebody who is not signed in. */
  actor_id?: string
  /** Whom it was done to, or whose account it is about. */
  user_id?: string
  conversation_id?: string
  /** The message, the session or the draft that it is about. */
  target_id?: string
  /** Of the network. */
  address?: string
  detail: AuditDetails[Kind]
}

export interface AuditRow {
  /** In the order of the entries. */
  id: number
  at: string
  kind: string
  actor_id: string | null
  user_id: string | null
  conversation_id: string | null
  target_id: string | null
  address: string | null
  /** JSON: see `AuditDetails`. */
  detail: string
}

export type AuditTable = Omit<AuditRow, 'id'> & { id: Generated<number> }

/** Notes an event, if the transaction commits. */
export const recordAudit = async <Kind extends AuditKind>(
  { clock }: { clock: Clock },
  { query }: { query: Query },
  { kind, detail, ...event }: AuditEvent<Kind>,
): Promise<void> => {
  const { actor_id = null, user_id = null, conversation_id = null, target_id = null, address = null } = event
  const at = timestamp(clock.now())
  const row = { at, kind, actor_id, user_id, conversation_id, target_id, address }
  await query
    .insertInto('audit')
    .values({ ...row, detail: JSON.stringify(detail) })
    .execute()
}

export interface AuditSearch {
  kind?: string | undefined
  /** As the one who did it, or to whom it was done. */
  user_id?: string | undefined
  /** A timestamp: nothing older. */
  since?: string | undefined
  /** The last one of the page before. */
  before?: number | undefined
  /** From 1. */
  limit: number
}

/** The latest first: by primary key, or for a person by indexes audit_by_user and audit_by_actor. */
export const findAudit = (query: Query, search: AuditSearch): Promise<AuditRow[]> => {
  const { kind, user_id, since, before, limit } = search
  return query
    .selectFrom('audit')
    .select(['id', 'at', 'kind', 'actor_id', 'user_id', 'conversation_id', 'target_id', 'address', 'detail'])
    .$if(kind !== undefined, (select) => select.where('kind', '=', kind ?? ''))
    .$if(since !== undefined, (select) => select.where('at', '>=', since ?? ''))
    .$if(before !== undefined, (select) => select.where('id', '<', before ?? 0))
    .$if(user_id !== undefined, (select) =>
      select.where(({ or, eb }) =>
        or([eb('user_id', '=', user_id ?? ''), eb('actor_id', '=', user_id ?? '')]),
      ),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Entries older than this. A full scan, run once an hour. */
export const deleteAuditBefore = async ({ query }: { query: Query }, at: string): Promise<void> => {
  await query.deleteFrom('audit').where('at', '<', at).execute()
}
