// The events of a run, as plain data: recorded while it runs, judged afterwards by the history checker. Times
// are milliseconds of one clock, that of the recording process.

/** A message of a user, in the order of writing. Each message of a run has a unique text. */
export interface Sent {
  id: string
  /** Between the devices of one person only the order of arrival counts. */
  device: string
  conversation_id: string
  sender_id: string
  content: string
  at: number
}

/** The server answered: stored, with this number; undefined if its log was replaced since. */
export interface Acknowledged {
  id: string
  seq?: number
  at: number
}

/** The server refused it for good. */
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
  /** As one text, such as `👍:id,id`; only compared between screens. */
  reactions: string
}

/** The stored rows that one device shows of one conversation, without its user's pending and failed rows. */
export interface Screen {
  device: string
  user_id: string
  conversation_id: string
  at: number
  rows: ShownRow[]
  /** `during` the run; `final` after quiet, by a device that took part; `fresh` by a new one. */
  moment: 'during' | 'final' | 'fresh'
  /** The numbers beside it; only for final and fresh screens. */
  read_seq?: number
  unread?: number
}

/** A device was connected and caught up. */
export interface OnlineSpan {
  device: string
  from: number
  to: number
}

/** A device showed a stored message. */
export interface Shown {
  device: string
  conversation_id: string
  id: string
  at: number
}

/** A device received a position of a user. */
export interface ReceiptSeen {
  device: string
  conversation_id: string
  user_id: string
  delivered_seq: number
  read_seq: number
  at: number
}

/** A membership from one change up to another; without `left_seq` it still lasts. */
export interface Membership {
  conversation_id: string
  user_id: string
  joined_seq: number
  left_seq?: number
}

/** A device received a frame about a conversation. `seq` is its highest number. */
export interface FrameReceived {
  device: string
  user_id: string
  session_id: string
  conversation_id: string
  seq: number
  at: number
}

/** A session was ended; `at` is the time of the answer to that request. */
export interface Revocation {
  session_id: string
  at: number
}

/** Used memory, and its limit. */
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
  /** The time from a message's acknowledgement to an online member's screen. */
  visible_within_ms: number
  /** After this time an ended session may not get frames. */
  revoked_within_ms: number
}

/** The promised time limits. */
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
