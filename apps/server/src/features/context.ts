import type { ConversationKind, OwnWindow, PresenceState, Role } from '@lectern/protocol'
import type { StoredWindow } from '../records/stored.ts'
import type { Blobs } from '../platform/blobs/blobs.ts'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Transaction } from '../platform/db/db.ts'
import type { ExpiringMap } from '../platform/expiring-map.ts'
import type { JobEvents, Jobs } from '../platform/jobs/jobs.ts'
import type { Keys } from '../platform/keys.ts'
import type { Limits, Spent } from '../platform/limits.ts'
import type { Log } from '../platform/log.ts'
import type { Media } from '../platform/media/media.ts'
import type { Locks } from '../platform/nodes/postgres-locks.ts'
import type { Passwords } from '../platform/passwords.ts'
import type { RateLimit } from '../platform/rate-limit.ts'
import type { Tables } from '../records/tables.ts'
import type { WriteBudgets } from './write-budgets.ts'

export type LecternDb = Db<Tables>
export type LecternTransaction = Transaction<Tables>

/**
 * The features' messages to the rest of the system. They are only hints: a part that misses one reads the
 * database.
 */
export interface Events extends JobEvents {
  /** A commit of this node is on disk. Only `WindowRelay` listens. */
  committed: StoredWindow
  /** A commit of another node. `moves`: it changed who is a member. Only `WindowRelay` listens. */
  changed: { conversation_id: string; from: number; to: number; moves: boolean }
  /** A change of any node, in the order of the conversation's clock. */
  window: StoredWindow
  receipt: { conversation_id: string; user_id: string; delivered_seq: number; read_seq: number }
  typing: { conversation_id: string; user_id: string; on: boolean }
  delta: { conversation_id: string; message_id: string; invocation_id: string; at: number; text: string }
  /**
   * A running public answer must stop: the assistant was switched off, or staff review its answers from now on.
   */
  assistant_curbed: { conversation_id: string }
  session_revoked: { session_id: string }
  /** A request that came to another node goes on with this upload. */
  upload_wanted: { id: string }
  /** A frame for a connection that another node may have; without one, a sign of life. */
  frame_sent: { ask: string; session_id: string; connection_id: string; frame?: string }
  /** This node has the connection. */
  frame_taken: { ask: string }
  /** A limit was used on another node. */
  spent: Spent
  /** A failure to sign in on another node, for an address that nobody has. `key`: of the address and its source. */
  unknown_failed: { key: string; free: number }
  /** A socket was closed on another node, for flooding or for nonsense. */
  expelled: { user_id: string; address: string; asked_ms: number }
  /** Who is connected to a node, where that changed; repeated by the node, because a lease ends without it. */
  connected: { node: string; people: Record<string, PresenceState> }
  /** A person looks at this conversation on a connection of the node; null: at none there. */
  viewed: { node: string; connection_id: string; user_id: string; conversation_id: string | null }
  /** The node has closed: nobody is connected to it. */
  node_left: { node: string }
  /** Whom this person blocked, or what they saved, is another list now. */
  own_changed: { user_id: string; of: 'blocks' | 'saved' | 'planned' }
  /** Own settings of this person changed. */
  own_window: { user_id: string; window: OwnWindow }
  /** People were told of this message. */
  noticed: { conversation_id: string; created_seq: number }
  /** Notices of this person ended. */
  notices_ended: { user_id: string }
  /** A report is new, or dealt with: about this person, and a message of this conversation; `contact_id` may read it, too. */
  reports_changed: { user_id: string; conversation_id: string | null; contact_id?: string }
  /** What waits for the staff of this conversation, or for this person alone, is another list now. */
  inbox_changed: { conversation_id: string; user_id?: string }
}

export interface UploadLimits {
  /** The limit of one file. */
  max_bytes: number
  /** The limit of all files of one user. */
  user_bytes: number
}

/** Looks at the rows of a change and stores its consequences in the same transaction. */
export type Follower = (
  ctx: Context,
  transaction: LecternTransaction,
  change: { conversation: { id: string; kind: ConversationKind }; window: StoredWindow },
) => Promise<void>

/** The context of every feature function: one object for each system, which also keys its state in memory. */
export interface Context {
  db: LecternDb
  bus: Bus<Events>
  clock: Clock
  /** Work that is done once, by one of the nodes. */
  jobs: Jobs<Tables>
  log: Log
  /** Uploaded files. */
  blobs: Blobs
  /** Reads files in a separate process. */
  media: Media
  /** The path of this installation on its host; empty for a host of its own. */
  base_path: string
  /** The settings of this server, besides the limits of the contract. */
  uploads: UploadLimits
  /** The id of this log of changes; a restore from a backup changes it. */
  epoch: string
  keys: Keys
  passwords: Passwords
  /** Access tokens with a verified signature. */
  tokens: ExpiringMap<{ user_id: string; session_id: string; expires_at: number }>
  /** Sessions known to be live; `session_revoked` removes an entry. */
  sessions: ExpiringMap<Viewer>
  /** What one of the nodes does at a time; a single node has none. */
  locks?: Locks
  /** Limits over all nodes. */
  limits: Limits<Events>
  /** 20 sends per 10 s: `ctx.sends.admit(`${user_id} ${conversation_id}`)`. */
  sends: RateLimit
  /** What a person may write in a time, over all conversations. */
  budgets: WriteBudgets
  /** Called in each commit, in this order. */
  readonly followers: readonly Follower[]
}

/** The caller: feature functions take it after the context. */
export interface Viewer {
  user_id: string
  session_id: string
  name: string
  role: Role
  /** They must choose a new password first: nothing else is open to them. */
  password_due?: true
}
