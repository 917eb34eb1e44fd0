// Which messages are unread, and how they are counted without reading them.
//
// The rule (EP3) has this one place. A message is unread for a member if
//   - its `created_seq` is greater than the member's `read_seq` (an edit raises `changed_seq`, so it makes nothing unread);
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
// `exempt_counts` has the number of exemptions in each block of 1, 256 and 256² sequence numbers, for everybody
// and for single members. So the sum after any number needs at most 255 blocks of a size, and of the largest size one block
// per 65,536 numbers.
//
// A send costs nothing per member, and no cost grows with the history (decision 0015).
import type { Kysely } from 'kysely'
import { mutation } from '../platform/db/statement.ts'
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

const add = mutation(`
  INSERT INTO exempt_counts (conversation_id, user_id, block_size, first_seq, messages)
  VALUES ${BLOCK_SIZES.map(() => '(?, ?, ?, ?, ?)').join()}
  ON CONFLICT (conversation_id, user_id, block_size, first_seq)
  DO UPDATE SET messages = exempt_counts.messages + excluded.messages`)

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
