// Stored messages: one way to read them, and the only file that writes them. `insertMessage` stores a message's
// text, and only `updateText` changes it.
import type { Kysely, Selectable } from 'kysely'
import { wholeEmoji, type Question, type QuestionStatus, type Role } from '@lectern/protocol'
import type { MessageKey, StoredMessage } from './stored.ts'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'
import { takeId } from './locators.ts'
import { CARD_COLUMN, deleteCardOf, readCard } from './cards.ts'
import { shiftOpenQuestions } from './conversations.ts'
import { deleteMentions, insertMentions } from './mentions.ts'
import { deleteEdits } from './message-edits.ts'
import { addToIndex, canBeFound, dropFromIndex, renewInIndex } from './message-index.ts'
import { raiseOwnClear } from './members.ts'
import { endNoticesOf, queueNotices } from './notices.ts'
import { canBeUnread, exemptDeleted, exemptOwn, raiseOrdinal } from './unread.ts'

type Query = Kysely<Tables>

export interface MessageRecord extends Omit<Selectable<Tables['messages']>, 'sent_hash' | 'ordinal'> {
  sender: string
  sender_role: Role
  card: string | null
}

/** Of `messages m` joined with `users u`. */
export const MESSAGE_COLUMNS = `
  m.id, m.conversation_id, m.created_seq, m.changed_seq, m.sender_id, u.name AS sender, u.role AS sender_role,
  m.kind, m.state, m.content, m.lang, m.parts, m.reply_to_id, m.invocation_id, m.reactions, m.created_at, m.edited_at,
  m.deleted_at, m.mentions, m.system, m.question_status, m.question, m.answer, m.pinned_at, m.pinned_by, m.invocation,
  m.ask,
  ${CARD_COLUMN}`

export const FROM_MESSAGES = `SELECT ${MESSAGE_COLUMNS} FROM messages m JOIN users u ON u.id = m.sender_id`

/** Messages by their bare ids: a condition on `l.id` follows. By primary keys. */
const LOCATED = `FROM locators l JOIN messages m ON m.conversation_id = l.conversation_id AND m.id = l.id
  JOIN users u ON u.id = m.sender_id WHERE l.kind = 'message' AND l.id`
export const FROM_LOCATED_MESSAGES = `SELECT ${MESSAGE_COLUMNS} ${LOCATED}`

/** A stored message as all members see it. */
export const toMessage = (record: MessageRecord): StoredMessage => ({
  id: record.id,
  conversation_id: record.conversation_id,
  sender_id: record.sender_id,
  sender: record.sender,
  sender_role: record.sender_role,
  kind: record.kind,
  state: record.state,
  content: record.content,
  ...(record.lang !== null && { lang: record.lang }),
  parts: record.parts === null ? [] : (JSON.parse(record.parts) as StoredMessage['parts']),
  ...(record.card !== null && { card: readCard(record, record.card) }),
  ...(record.reply_to_id !== null && { reply_to_id: record.reply_to_id }),
  ...(record.invocation_id !== null && { invocation_id: record.invocation_id }),
  ...(record.invocation !== null && {
    invocation: JSON.parse(record.invocation) as StoredMessage['invocation'],
  }),
  ...(record.ask !== null && { ask: JSON.parse(record.ask) as StoredMessage['ask'] }),
  ...(record.mentions !== null && { mentions: JSON.parse(record.mentions) as StoredMessage['mentions'] }),
  ...(record.question !== null && { question: readQuestion(record) }),
  ...(record.answer !== null && { answer: JSON.parse(record.answer) as StoredMessage['answer'] }),
  ...(record.system !== null && { system: JSON.parse(record.system) as StoredMessage['system'] }),
  reactions: readReactions(record),
  created_seq: record.created_seq,
  changed_seq: record.changed_seq,
  timestamp: record.created_at,
  ...(record.edited_at !== null && { edited_at: record.edited_at }),
  ...(record.deleted_at !== null && { deleted_at: record.deleted_at }),
  ...(record.pinned_at !== null && { pinned_at: record.pinned_at }),
  ...(record.pinned_by !== null && { pinned_by: record.pinned_by }),
})

/** Rows from before `wholeEmoji` have two forms of some emoji. */
const readReactions = ({ reactions }: MessageRecord): StoredMessage['reactions'] => {
  if (reactions === null) return []
  const people = new Map<string, Set<string>>()
  for (const { emoji, user_ids } of JSON.parse(reactions) as StoredMessage['reactions']) {
    const whole = wholeEmoji(emoji)
    people.set(whole, new Set([...(people.get(whole) ?? []), ...user_ids]))
  }
  return [...people].map(([emoji, user_ids]) => ({ emoji, user_ids: [...user_ids] }))
}

const readQuestion = ({ question_status, question }: MessageRecord): Question => ({
  status: question_status ?? 'unanswered',
  ...(JSON.parse(question ?? '') as Omit<Question, 'status'>),
})

/** The status has a column of its own, for its index. */
const questionColumns = ({ question }: StoredMessage): [QuestionStatus | null, string | null] => {
  if (!question) return [null, null]
  const { status, ...rest } = question
  return [status, JSON.stringify(rest)]
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))
const jsonList = (list: readonly unknown[]): string | null =>
  list.length === 0 ? null : JSON.stringify(list)

// Hot: part of every send.
const insert = mutation(`
  INSERT INTO messages (id, conversation_id, created_seq, changed_seq, sender_id, kind, state, content, parts,
    reply_to_id, invocation_id, sent_hash, created_at, mentions, system, question_status, question, invocation,
    ordinal, lang)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)

/** Stores a new message after the last one of its conversation; `false` if its id is taken. */
export const insertMessage = async (
  query: Query,
  { last_ordinal }: Pick<Selectable<Tables['conversations']>, 'last_ordinal'>,
  message: StoredMessage,
  sent_hash = '',
): Promise<boolean> => {
  if (!(await takeId(query, 'message', message))) return false
  const ordinal = raiseOrdinal(last_ordinal, message)
  await insert(query, [
    message.id,
    message.conversation_id,
    message.created_seq,
    message.changed_seq,
    message.sender_id,
    message.kind,
    message.state,
    message.content,
    jsonList(message.parts),
    message.reply_to_id ?? null,
    message.invocation_id ?? null,
    sent_hash,
    message.timestamp,
    json(message.mentions),
    json(message.system),
    ...questionColumns(message),
    json(message.invocation),
    ordinal,
    message.lang ?? null,
  ])
  if (canBeFound(message)) await addToIndex(query, message)
  if (canBeUnread(message) && !(await raiseOwnClear(query, message, ordinal))) await exemptOwn(query, message)
  if (canBeUnread(message)) await queueNotices(query, message)
  if (message.mentions) await insertMentions(query, message)
  if (isOpen(message)) await shiftOpenQuestions(query, message.conversation_id, 1)
  return true
}

const isOpen = ({ question }: StoredMessage): boolean => question?.status === 'unanswered'

// By primary key.
const open = selection<{ id: string }>(
  "SELECT id FROM messages WHERE conversation_id = ? AND id = ? AND question_status = 'unanswered'",
)

/** Counts an open question that a message becomes, or was. Before its row changes. */
const countQuestion = async (query: Query, message: StoredMessage, willBeOpen: boolean): Promise<void> => {
  const wasOpen = (await open(query, [message.conversation_id, message.id])).length > 0
  if (wasOpen !== willBeOpen) await shiftOpenQuestions(query, message.conversation_id, willBeOpen ? 1 : -1)
}

/** By primary key. */
const THIS = 'conversation_id = ? AND id = ?'
const keyOf = ({ conversation_id, id }: MessageKey) => [conversation_id, id]

const text = mutation(
  `UPDATE messages SET content = ?, lang = ?, parts = ?, kind = ?, edited_at = ?, changed_seq = ? WHERE ${THIS}`,
)

type Text = Pick<
  StoredMessage,
  'id' | 'conversation_id' | 'content' | 'lang' | 'parts' | 'kind' | 'edited_at' | 'changed_seq'
>

/**
 * Changes the text of a stored message: the only place that does. The caller keeps the earlier version, and gives the
 * new text its language (`withLang`).
 */
export const updateText = async (query: Query, message: Text): Promise<void> => {
  const { content, lang = null, parts, kind, edited_at = null, changed_seq } = message
  await text(query, [content, lang, jsonList(parts), kind, edited_at, changed_seq, ...keyOf(message)])
  await renewInIndex(query, message)
}

const mentions = mutation(`UPDATE messages SET mentions = ?, changed_seq = ? WHERE ${THIS}`)

/** Changes whom a stored message mentions. An edit makes nothing unread, so whoever read it is not called again. */
export const updateMentions = async (
  query: Query,
  before: StoredMessage,
  message: StoredMessage,
): Promise<void> => {
  await deleteMentions(query, before)
  await insertMentions(query, message)
  await mentions(query, [json(message.mentions), message.changed_seq, ...keyOf(message)])
}

const empty = mutation(`
  UPDATE messages SET reactions = NULL, mentions = NULL, question_status = NULL, question = NULL, answer = NULL,
    ask = NULL, pinned_at = NULL, pinned_by = NULL, deleted_at = ? WHERE ${THIS}`)

/** Deletes the text, earlier versions, mentions and the card of a message that is none yet; the row stays. */
export const storeTombstone = async (
  query: Query,
  message: StoredMessage,
  { deleted_at, changed_seq }: Required<Pick<StoredMessage, 'deleted_at' | 'changed_seq'>>,
): Promise<void> => {
  await deleteEdits(query, message)
  await deleteMentions(query, message)
  if (message.kind === 'card') await deleteCardOf(query, message)
  if (message.question) await countQuestion(query, message, false)
  await exemptDeleted(query, message)
  await dropFromIndex(query, message)
  const { lang: _, ...kept } = message
  await updateText(query, { ...kept, content: '', parts: [], changed_seq })
  await empty(query, [deleted_at, ...keyOf(message)])
  await endNoticesOf(query, message, deleted_at)
}

const touch = mutation(`UPDATE messages SET changed_seq = ? WHERE ${THIS}`)

/** For a change outside the message that all its viewers must learn of. */
export const touchMessage = async (
  query: Query,
  message: Pick<StoredMessage, 'conversation_id' | 'id' | 'changed_seq'>,
): Promise<void> => void (await touch(query, [message.changed_seq, ...keyOf(message)]))

const reactions = mutation(`UPDATE messages SET reactions = ?, changed_seq = ? WHERE ${THIS}`)

export const updateReactions = async (query: Query, message: StoredMessage): Promise<void> =>
  void (await reactions(query, [jsonList(message.reactions), message.changed_seq, ...keyOf(message)]))

const pin = mutation(`UPDATE messages SET pinned_at = ?, pinned_by = ?, changed_seq = ? WHERE ${THIS}`)

export const updatePin = async (query: Query, message: StoredMessage): Promise<void> => {
  const { pinned_at = null, pinned_by = null, changed_seq } = message
  await pin(query, [pinned_at, pinned_by, changed_seq, ...keyOf(message)])
}

const question = mutation(
  `UPDATE messages SET question_status = ?, question = ?, changed_seq = ? WHERE ${THIS}`,
)

export const updateQuestion = async (query: Query, message: StoredMessage): Promise<void> => {
  await countQuestion(query, message, isOpen(message))
  await question(query, [...questionColumns(message), message.changed_seq, ...keyOf(message)])
}

const answer = mutation(`UPDATE messages SET answer = ?, changed_seq = ? WHERE ${THIS}`)

/** Whether a reply is accepted or endorsed. */
export const updateAnswer = async (query: Query, message: StoredMessage): Promise<void> =>
  void (await answer(query, [json(message.answer), message.changed_seq, ...keyOf(message)]))

const ask = mutation(`UPDATE messages SET ask = ?, changed_seq = ? WHERE ${THIS}`)

/** The state of a message that asked the assistant. */
export const updateAsk = async (query: Query, message: StoredMessage): Promise<void> =>
  void (await ask(query, [json(message.ask), message.changed_seq, ...keyOf(message)]))

const invocation = mutation(`UPDATE messages SET state = ?, invocation = ?, changed_seq = ? WHERE ${THIS}`)

/** The state of the assistant's answer, and its feedback. */
export const updateInvocation = async (query: Query, message: StoredMessage): Promise<void> => {
  await invocation(query, [message.state, json(message.invocation), message.changed_seq, ...keyOf(message)])
  await renewInIndex(query, message)
}

const byId = selection<MessageRecord & { sent_hash: string }>(
  `SELECT ${MESSAGE_COLUMNS}, m.sent_hash ${LOCATED} = ?`,
)

// A full scan, for the rare order of a court.
const idsBy = selection<{ id: string }>(
  `SELECT id FROM messages WHERE sender_id = ? AND deleted_at IS NULL AND kind <> 'system' ORDER BY id`,
)

/** What a person wrote and is not deleted, the oldest first. */
export const findMessageIdsBy = async (query: Query, user_id: string): Promise<string[]> =>
  (await idsBy(query, [user_id])).map(({ id }) => id)

export interface Stored {
  message: StoredMessage
  sent_hash: string
}

/** The message in any conversation: the caller checks which. */
export const findMessage = async (query: Query, message_id: string): Promise<Stored | undefined> => {
  const [record] = await byId(query, [message_id])
  return record && { message: toMessage(record), sent_hash: record.sent_hash }
}

// Index: unique (conversation_id, created_seq), read from the end; the cost does not depend on the history's
// length.
const before = selection<MessageRecord>(
  `${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.created_seq < ? ORDER BY m.created_seq DESC LIMIT ?`,
)
const after = selection<MessageRecord>(
  `${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.created_seq > ? ORDER BY m.created_seq LIMIT ?`,
)

export interface MessageRange {
  /** Oldest first. */
  messages: StoredMessage[]
  /** Whether there are more, in the direction of reading. */
  has_more: boolean
}

/** The last `limit` messages created before `seq`. */
export const messagesBefore = async (
  query: Query,
  conversation_id: string,
  seq: number,
  limit: number,
): Promise<MessageRange> => {
  const records = await before(query, [conversation_id, seq, limit + 1])
  return { messages: records.slice(0, limit).toReversed().map(toMessage), has_more: records.length > limit }
}

/** The first `limit` messages created after `seq`. */
export const messagesAfter = async (
  query: Query,
  conversation_id: string,
  seq: number,
  limit: number,
): Promise<MessageRange> => {
  const records = await after(query, [conversation_id, seq, limit + 1])
  return { messages: records.slice(0, limit).map(toMessage), has_more: records.length > limit }
}

// Indexes: unique (conversation_id, created_seq) for unchanged messages, messages_by_change for the others.
const changed = selection<MessageRecord>(`
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.created_seq > ? AND m.created_seq <= ?
    AND m.changed_seq = m.created_seq
  UNION ALL
  ${FROM_MESSAGES} WHERE m.conversation_id = ? AND m.changed_seq > ? AND m.changed_seq <= ?
    AND m.changed_seq > m.created_seq
  ORDER BY changed_seq`)

export const findChangedMessages = async (
  query: Query,
  conversation_id: string,
  since: number,
  to: number,
): Promise<StoredMessage[]> =>
  (await changed(query, [conversation_id, since, to, conversation_id, since, to])).map(toMessage)
