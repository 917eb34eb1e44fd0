// Which messages are unread, and how they are counted without reading them.
//
// The rule (EP3) has this one place. A message is unread for a member if
//   - its `created_seq` is greater than the member's `read_seq` (an edit raises `changed_seq`, so it makes nothing unread),
//     or at least `unread_from`, if the member marked it as unread;
//   - somebody else sent it (replies in threads and answers of the assistant are included);
//   - it is not deleted;
//   - its kind is not `system`.
// A member who joins, or joins again, starts with the `read_seq` of that moment. Earlier messages are therefore read.
//
// Each message has an `ordinal`: the number of messages in its conversation so far, itself included, system messages
// excluded. Ordinals never change. The conversation has the ordinal of its last message. Each member has `clear_seq`, a
// number up to which nothing is unread, and `clear_ordinal`, the ordinal at that number. The difference of the two ordinals
// counts every message after `clear_seq`. Some of them are exempt:
//   - deleted messages, for everybody;
//   - the member's own messages. If a member has nothing unread, sending raises `clear_seq` past the own message. If they
//     have, the own message becomes an exemption for them.
// Who marks older messages as unread takes `clear_seq` down, and the own messages after it become exemptions then.
// `exempt_counts` has the number of exemptions in each block of 1, 256 and 256² sequence numbers, for everybody
// and for single members. So the sum after any number needs at most 255 blocks of a size, and of the largest size one block
// per 65,536 numbers.
//
// A send costs nothing per member, and no cost grows with the history (decision 0015).
import type { Kysely } from 'kysely'
import { chunksOf } from '../platform/chunks.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { StoredMessage } from './stored.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

/** Whether a message can be unread at all. */
export const canBeUnread = ({ kind }: Pick<StoredMessage, 'kind'>): boolean => kind !== 'system'

const BLOCK_SIZES = [1, 256, 256 ** 2]
/** As `user_id`: exempt for everybody. */
const EVERYBODY = ''

/** The first number after `me.clear_seq` at which a block of this size begins. */
const nextBlock = (size: number): string => `(me.clear_seq / ${size} + 1) * ${size}`

const EXEMPT = `FROM exempt_counts e
  WHERE e.conversation_id = me.conversation_id AND e.user_id IN ('${EVERYBODY}', me.user_id)`

/** The sum of the blocks of one size that lie after `me.clear_seq` but not in a larger block that does. */
const inBlocks = (size: number, index: number): string => {
  const larger = BLOCK_SIZES[index + 1]
  return `coalesce((SELECT CAST(sum(e.messages) AS bigint) ${EXEMPT} AND e.block_size = ${size}
    AND e.first_seq >= ${nextBlock(size)} ${larger ? `AND e.first_seq < ${nextBlock(larger)}` : ''}), 0)`
}

/**
 * The number of unread messages of member `me` in conversation `c`: an expression for statements that read
 * `members me` and `conversations c`. Index: primary key of exempt_counts.
 */
export const UNREAD = `(CASE WHEN c.last_ordinal = me.clear_ordinal THEN 0
  ELSE c.last_ordinal - me.clear_ordinal - CASE
    WHEN EXISTS (SELECT 1 ${EXEMPT} AND e.block_size = ${BLOCK_SIZES[0]} AND e.first_seq > me.clear_seq)
    THEN ${BLOCK_SIZES.map(inBlocks).join(' + ')} ELSE 0 END END)`

const insertion = (blocks: number): string => `
  INSERT INTO exempt_counts (conversation_id, user_id, block_size, first_seq, messages)
  VALUES ${Array.from({ length: blocks }, () => '(?, ?, ?, ?, ?)').join()}
  ON CONFLICT (conversation_id, user_id, block_size, first_seq)
  DO UPDATE SET messages = exempt_counts.messages + excluded.messages`

const add = mutation(insertion(BLOCK_SIZES.length))

/** The ordinal of a conversation's last message, with this one. */
export const raiseOrdinal = (last: number, message: Pick<StoredMessage, 'kind'>): number =>
  canBeUnread(message) ? last + 1 : last

type Counted = Pick<StoredMessage, 'conversation_id' | 'sender_id' | 'created_seq' | 'kind'>

const exempt = async (query: Query, message: Counted, user_id: string, by: 1 | -1): Promise<void> => {
  const { conversation_id, created_seq } = message
  await add(
    query,
    BLOCK_SIZES.flatMap((size) => [conversation_id, user_id, size, created_seq - (created_seq % size), by]),
  )
}

/** A message that its sender sent while others were unread. */
export const exemptOwn = (query: Query, message: Counted): Promise<void> =>
  exempt(query, message, message.sender_id, 1)

/** A message that is deleted now: exempt for everybody, and no larger for its sender in particular. */
export const exemptDeleted = async (query: Query, message: Counted): Promise<void> => {
  if (!canBeUnread(message)) return
  await exempt(query, message, EVERYBODY, 1)
  await exempt(query, message, message.sender_id, -1)
}

// Indexes: unique (conversation_id, created_seq) of messages; exempt_counts by primary key.
const ownAfter = selection<{ created_seq: number; lacks: number }>(`
  SELECT m.created_seq,
    CAST(CASE WHEN m.deleted_at IS NULL THEN 1 ELSE 0 END - coalesce(e.messages, 0) AS bigint) AS lacks
  FROM messages m LEFT JOIN exempt_counts e ON e.conversation_id = m.conversation_id
    AND e.user_id = m.sender_id AND e.block_size = ${BLOCK_SIZES[0]} AND e.first_seq = m.created_seq
  WHERE m.conversation_id = ? AND m.sender_id = ? AND m.created_seq > ? AND m.kind <> 'system'`)

const BLOCKS_AT_ONCE = 100

/**
 * A member takes their `clear_seq` down to this number: what they sent after it was no exemption as long as it lay
 * before. One that stands counts for them alone; one that is deleted counts for everybody already.
 */
export const exemptOwnAfter = async (
  query: Query,
  { conversation_id, user_id }: { conversation_id: string; user_id: string },
  seq: number,
): Promise<void> => {
  const blocks = new Map<string, { size: number; first: number; messages: number }>()
  for (const { created_seq, lacks } of await ownAfter(query, [conversation_id, user_id, seq])) {
    if (lacks === 0) continue
    for (const size of BLOCK_SIZES) {
      const first = created_seq - (created_seq % size)
      const known = blocks.get(`${size} ${first}`)?.messages ?? 0
      blocks.set(`${size} ${first}`, { size, first, messages: known + lacks })
    }
  }
  for (const some of chunksOf([...blocks.values()], BLOCKS_AT_ONCE)) {
    const rows = some.map(({ size, first, messages }) => [conversation_id, user_id, size, first, messages])
    await mutation(insertion(some.length))(query, rows.flat())
  }
}
