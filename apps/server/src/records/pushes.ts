// Notices on their way to devices. Rows come in the transaction that decides. One job hands them to a job of each
// subscription, so that neither a large course nor a dead push service holds up anybody else.
import type { Kysely } from 'kysely'
import { EACH } from '../platform/db/fragments.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** The job that hands on what is new. */
export const PUSHES = 'pushes'

export interface PushPlace {
  conversation_id: string
  created_seq: number
}

// Index: push_subscriptions_by_user.
const queue = mutation(`
  INSERT INTO pushes (subscription_id, conversation_id, created_seq, state, queued_at)
  SELECT s.id, ?, CAST(? AS bigint), 'new', ? FROM push_subscriptions s WHERE s.user_id IN (${EACH})
  ON CONFLICT DO NOTHING`)

/** For all devices of these people; returns how many there are. */
export const queuePushes = (
  query: Query,
  { conversation_id, created_seq }: PushPlace,
  user_ids: readonly string[],
  at: string,
): Promise<number> => queue(query, [conversation_id, created_seq, at, JSON.stringify(user_ids)])

// Index: pushes_new.
const hand = selection<{ subscription_id: string }>(`
  UPDATE pushes SET state = 'asked' WHERE (subscription_id, conversation_id, created_seq) IN (
    SELECT subscription_id, conversation_id, created_seq FROM pushes WHERE state = 'new' ORDER BY queued_at LIMIT ?)
  RETURNING subscription_id`)

/** Whose devices have something new to show; another call does not return the same rows. */
export const takeNew = async (query: Query, limit: number): Promise<{ rows: number; ids: string[] }> => {
  const rows = await hand(query, [limit])
  return { rows: rows.length, ids: [...new Set(rows.map((row) => row.subscription_id))] }
}

// By primary key, of one subscription.
const asked = selection<PushPlace & { queued_at: string }>(`
  SELECT conversation_id, created_seq, queued_at FROM pushes WHERE subscription_id = ? AND state = 'asked'
  ORDER BY queued_at DESC, conversation_id DESC, created_seq DESC`)

/** What a device is to show, the newest first. */
export const readAsked = (query: Query, subscription_id: string) => asked(query, [subscription_id])

const sent = mutation(`
  UPDATE pushes SET state = 'sent' WHERE subscription_id = ? AND conversation_id = ? AND created_seq = ?`)

export const putSent = async (
  query: Query,
  subscription_id: string,
  { conversation_id, created_seq }: PushPlace,
): Promise<void> => void (await sent(query, [subscription_id, conversation_id, created_seq]))

const drop = mutation(
  'DELETE FROM pushes WHERE subscription_id = ? AND conversation_id = ? AND created_seq = ?',
)

export const dropPush = async (
  query: Query,
  subscription_id: string,
  { conversation_id, created_seq }: PushPlace,
): Promise<void> => void (await drop(query, [subscription_id, conversation_id, created_seq]))

const dropWaiting = mutation("DELETE FROM pushes WHERE subscription_id = ? AND state = 'asked'")

/** What a device could not be told. */
export const dropAsked = async (query: Query, subscription_id: string): Promise<void> =>
  void (await dropWaiting(query, [subscription_id]))

interface EndedRow extends PushPlace {
  subscription_id: string
}

// By primary keys: pushes of the last day, each with its notice.
const ended = selection<EndedRow>(`
  SELECT p.subscription_id, p.conversation_id, p.created_seq FROM pushes p
  JOIN push_subscriptions s ON s.id = p.subscription_id AND (s.closed_at IS NULL OR s.closed_at < ?)
  JOIN notices n ON n.conversation_id = p.conversation_id AND n.created_seq = p.created_seq AND n.user_id = s.user_id
  WHERE p.state = 'sent' AND n.ended_at IS NOT NULL
  ORDER BY p.subscription_id, p.conversation_id, p.created_seq LIMIT ?`)

/** What devices show although it is news no longer, where none was closed since `closed_before`. */
export const readEnded = (query: Query, closed_before: string, limit: number): Promise<EndedRow[]> =>
  ended(query, [closed_before, limit])

const anyEnded = selection<{ one: number }>(`
  SELECT 1 AS one FROM pushes p JOIN push_subscriptions s ON s.id = p.subscription_id
  JOIN notices n ON n.conversation_id = p.conversation_id AND n.created_seq = p.created_seq AND n.user_id = s.user_id
  WHERE p.state = 'sent' AND n.ended_at IS NOT NULL LIMIT 1`)

export const hasEnded = async (query: Query): Promise<boolean> => (await anyEnded(query, [])).length > 0

// Index: pushes_by_time.
const old = mutation('DELETE FROM pushes WHERE queued_at < ?')

export const deletePushesBefore = async (query: Query, time: string): Promise<void> =>
  void (await old(query, [time]))
