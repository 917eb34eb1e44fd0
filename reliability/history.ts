// What happened in a run, as plain data: written down while it runs, judged afterwards by the history checker.
// Times are milliseconds of one clock, that of the process which records.

/** A message somebody wrote, in the order of writing. Each run gives every message a text of its own. */
export interface Sent {
  id: string
  /** Between the devices of one person there is no order but that of arrival. */
  device: string
  conversation_id: string
  sender_id: string
  content: string
  at: number
}

/** The server said: stored, under this number; none when the log it belongs to was replaced since. */
export interface Acknowledged {
  id: string
  seq?: number
  at: number
}

/** The server said: never. */
export interface Refused {
  id: string
  code: string
  at: number
}

/** A message in the database after the run. */
export interface Committed {
  id: string
  conversation_id: string
  sender_id: string
  content: string
  created_seq: number
  deleted: boolean
  edited: boolean
}

export interface ShownRow {
  id: string
  created_seq: number
  content: string
  deleted: boolean
  /** As one text, such as `👍:id,id`; compared between screens only. */
  reactions: string
}

/** The stored rows one device shows of one conversation. Pending and failed rows of its own user are left out. */
export interface Screen {
  device: string
  user_id: string
  conversation_id: string
  at: number
  rows: ShownRow[]
  /** `during` the run; `final` after quiet, by a device that was there all along; `fresh` by one that has just come. */
  moment: 'during' | 'final' | 'fresh'
  /** What the counters beside it said; final and fresh screens only. */
  read_seq?: number
  unread?: number
}

/** A device was connected and caught up. */
export interface OnlineSpan {
  device: string
  from: number
  to: number
}

/** A device put a stored message on its screen. */
export interface Shown {
  device: string
  conversation_id: string
  id: string
  at: number
}

/** A device was told how far somebody had got. */
export interface ReceiptSeen {
  device: string
  conversation_id: string
  user_id: string
  delivered_seq: number
  read_seq: number
  at: number
}

/** Somebody was in a conversation from one change up to another; without `left_seq` still is. */
export interface Membership {
  conversation_id: string
  user_id: string
  joined_seq: number
  left_seq?: number
}

/** A frame about a conversation arrived at a device. `seq` is the highest number it tells of. */
export interface FrameReceived {
  device: string
  user_id: string
  session_id: string
  conversation_id: string
  seq: number
  at: number
}

/** A session was ended; `at` is when the request to end it was answered. */
export interface Revocation {
  session_id: string
  at: number
}

/** How much something held in memory, and how much it may. */
export interface MemorySample {
  what: string
  bytes: number
  limit_bytes: number
  at: number
}

export interface History {
  sent: Sent[]
  acknowledged: Acknowledged[]
  refused: Refused[]
  committed: Committed[]
  screens: Screen[]
  shown: Shown[]
  online: OnlineSpan[]
  receipts: ReceiptSeen[]
  memberships: Membership[]
  frames: FrameReceived[]
  revocations: Revocation[]
  memory: MemorySample[]
  /** How long after its acknowledgement a message may take to an online member's screen. */
  visible_within_ms: number
  /** How long after its end was answered a session may still get frames. */
  revoked_within_ms: number
}

/** The limits in time that are promised. */
export const PROMISED = { visible_within_ms: 5_000, revoked_within_ms: 1_000 }

export const emptyHistory = ({
  visible_within_ms,
  revoked_within_ms,
}: Pick<History, keyof typeof PROMISED> = PROMISED): History => ({
  sent: [],
  acknowledged: [],
  refused: [],
  committed: [],
  screens: [],
  shown: [],
  online: [],
  receipts: [],
  memberships: [],
  frames: [],
  revocations: [],
  memory: [],
  visible_within_ms,
  revoked_within_ms,
})
