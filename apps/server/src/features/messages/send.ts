import { hash } from 'node:crypto'
import { isBlank, type Member, type NewMessage, type Part } from '@lectern/protocol'
import type { StoredMessage, StoredWindow } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import { readChange } from '../changes/changes.ts'
import { cite } from '../citations/citations.ts'
import { commitChange, type Place } from '../changes/commit.ts'
import { bringBackReaders, findChangedMembers } from '../../records/members.ts'
import { withLang } from '../../records/message-language.ts'
import { insertMessage, findMessage } from '../../records/messages.ts'
import type { Context, LecternTransaction, Viewer } from '../context.ts'
import { attach } from './attach.ts'
import { findMentions } from './mentions.ts'
import { newQuestion, countAnswer, withOpenCount } from './questions.ts'

/** Something that is stored with a message in the same commit. */
export interface Enclosure {
  kind: StoredMessage['kind']
  /** The message is a question. */
  question: boolean
  /** Returns the message with the enclosure. */
  enclose(transaction: LecternTransaction, message: StoredMessage): Promise<StoredMessage>
}

interface Sent {
  window: StoredWindow
  repeated: boolean
}

/**
 * Stores a message, once for each id: the same id from the same author with the same input returns the stored
 * row in its current form (MS2). `repeated` tells which.
 */
export const sendMessage = (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  input: NewMessage,
): Promise<Sent> => sendEnclosing(ctx, viewer, { conversation_id }, input)

/** The same with an enclosure. */
export const sendEnclosing = async (
  ctx: Context,
  viewer: Viewer,
  { conversation_id, enclosure }: { conversation_id: string; enclosure?: Enclosure },
  input: NewMessage,
): Promise<Sent> => {
  refuseUnsendable(input, enclosure)
  await admit(ctx, viewer, conversation_id, input)
  const sent_hash = hashOf(input)
  const id = input.id ?? mintId(ctx.clock)
  const asks = input.question ?? enclosure?.question ?? false
  return ctx.db.write((transaction) =>
    commitChange(ctx, viewer, { transaction, conversation_id }, async (place) => {
      const message = {
        ...withLang(compose(viewer, id, place, input)),
        ...(await findMentions(transaction, conversation_id, input)),
        ...(asks && { question: newQuestion() }),
        ...(enclosure && { kind: enclosure.kind }),
      }
      if (!(await insertMessage(transaction.query, place.conversation, message, sent_hash)))
        return { repeat: await repeat(viewer, transaction, message, sent_hash) }
      const target = await findReplyTarget(transaction, message)
      const whole = await attach(transaction, await cite(transaction, message), input)
      const stored = (await enclosure?.enclose(transaction, whole)) ?? whole
      const messages = [stored, ...(await countAnswer(transaction, place, stored, target))]
      const members = await bringBackHidden(transaction, place, viewer)
      const changed = asks ? await withOpenCount(transaction, place, messages) : { messages }
      return { ...changed, ...(members.length > 0 && { members }) }
    }),
  )
}

/** A message brings a direct conversation back to whoever hid it. */
const bringBackHidden = async (
  { query }: LecternTransaction,
  { conversation: { id: conversation_id, kind }, seq }: Place,
  { user_id }: Viewer,
): Promise<Member[]> => {
  if (kind !== 'direct' || !(await bringBackReaders(query, { conversation_id, seq }, user_id))) return []
  return findChangedMembers(query, conversation_id, seq - 1, seq)
}

/** A retry of a stored message is not a new one, so the rate limit does not stop it. */
const admit = async (
  ctx: Context,
  viewer: Viewer,
  conversation_id: string,
  { id }: NewMessage,
): Promise<void> => {
  const { user_id } = viewer
  try {
    ctx.sends.admit(`${user_id} ${conversation_id}`)
  } catch (refusal) {
    const stored = id === undefined ? undefined : await findMessage(ctx.db.read, id)
    if (stored?.message.sender_id !== user_id) throw refusal
  }
}

const compose = (
  viewer: Viewer,
  id: string,
  { conversation, seq, at }: Place,
  { content, parts = [], reply_to_id }: NewMessage,
): StoredMessage => ({
  id,
  conversation_id: conversation.id,
  sender_id: viewer.user_id,
  sender: viewer.name,
  sender_role: viewer.role,
  kind: 'text',
  state: 'done',
  content,
  parts,
  ...(reply_to_id !== undefined && { reply_to_id }),
  reactions: [],
  created_seq: seq,
  changed_seq: seq,
  timestamp: at,
})

const repeat = async (
  viewer: Viewer,
  { query }: LecternTransaction,
  { id, conversation_id, sender_id }: StoredMessage,
  sent_hash: string,
): Promise<StoredWindow> => {
  const stored = await findMessage(query, id)
  const same =
    stored?.message.conversation_id === conversation_id &&
    stored.message.sender_id === sender_id &&
    stored.sent_hash === sent_hash
  if (!same) throw new AppError('conflict', 'Another message has this id.', { field: 'id' })
  return readChange(viewer, query, conversation_id, stored.message.changed_seq)
}

const findReplyTarget = async (
  { query }: LecternTransaction,
  { reply_to_id, conversation_id }: StoredMessage,
): Promise<StoredMessage | undefined> => {
  if (reply_to_id === undefined) return undefined
  const target = await findMessage(query, reply_to_id)
  if (target?.message.conversation_id !== conversation_id)
    throw new AppError('invalid', 'The message replied to is not in this conversation.', {
      field: 'reply_to_id',
    })
  return target.message
}

const refuseUnsendable = (
  { content, parts = [], attachment_ids = [] }: NewMessage,
  enclosure: Enclosure | undefined,
): void => {
  for (const [index, part] of parts.entries()) refusePart(part, `parts.${index}`)
  const says = [content, ...parts.map((part) => (part.type === 'text' ? part.text : part.type))]
  if (!enclosure && attachment_ids.length === 0 && says.every(isBlank))
    throw new AppError('invalid', 'A message must say something.', { field: 'content' })
}

const refusePart = (part: Part, field: string): void => {
  switch (part.type) {
    case 'text':
    case 'document':
      return
    case 'image':
    case 'file':
      throw new AppError('invalid', 'Attachments are named in `attachment_ids`.', {
        field: `${field}.attachment_id`,
      })
    case 'card':
      throw new AppError('invalid', 'A card comes with a message of its own.', { field: `${field}.card_id` })
  }
}

/** A hash of the author's input, so that a late retry is recognised after edits and even after deletion. */
const hashOf = (input: NewMessage): string => {
  const { content, parts = [], attachment_ids = [], card, reply_to_id } = input
  const { question, mentions = [], alt_texts } = input
  const said = [content, parts, attachment_ids, card ?? null, reply_to_id ?? null]
  // Only if present: messages from before these fields keep their hash.
  const more = question || mentions.length > 0 ? [question ?? false, mentions] : []
  const shown = alt_texts ? [alt_texts] : []
  return hash('sha256', JSON.stringify([...said, ...more, ...shown]), 'base64url')
}
