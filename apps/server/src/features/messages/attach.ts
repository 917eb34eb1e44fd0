import { updateText } from '../../records/messages.ts'
import { isBlank, type NewMessage, type Part } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { AppError } from '../../platform/errors.ts'
import {
  findAttachments,
  markSent,
  findShownByDocuments,
  toPart,
  type AttachmentRecord,
} from '../../records/attachments.ts'
import type { LecternTransaction } from '../context.ts'

/** Gives the stored message its attachments: they become its last parts, and belong to no other. */
export const attach = async (
  { query }: LecternTransaction,
  message: StoredMessage,
  { attachment_ids = [], alt_texts = {} }: NewMessage,
): Promise<StoredMessage> => {
  if (attachment_ids.length === 0) return message
  const found = new Map((await findAttachments(query, attachment_ids)).map((record) => [record.id, record]))
  for (const id of await findShownByDocuments(query, attachment_ids)) found.delete(id)
  const attached = attachment_ids.map((id, index): Part => {
    const record = requireUsable(found.get(id), message, `attachment_ids.${index}`)
    found.delete(id)
    return toPart(record, alt_texts[id])
  })
  const parts = [...message.parts, ...attached]
  const isPicture = isBlank(message.content) && parts.every(({ type }) => type === 'image')
  const whole: StoredMessage = { ...message, parts, ...(isPicture && { kind: 'image' }) }
  await updateText(query, whole)
  await markSent(query, attachment_ids, message)
  return whole
}

/**
 * An image of a document must outlive any message, so a message cannot take it. The answer for another user's
 * file is "not found", so that its existence is not revealed; so it is for a file named twice.
 */
const requireUsable = (
  record: AttachmentRecord | undefined,
  { sender_id, conversation_id }: StoredMessage,
  field: string,
): AttachmentRecord => {
  if (record?.created_by !== sender_id)
    throw new AppError('invalid', 'There is no such attachment.', { field })
  if (record.conversation_id !== conversation_id)
    throw new AppError('invalid', 'The attachment was uploaded for another conversation.', { field })
  if (record.message_id !== null)
    throw new AppError('conflict', 'The attachment was sent already.', { field })
  if (record.state === 'rejected')
    throw new AppError('invalid', record.reason ?? 'The attachment was rejected.', { field })
  if (record.state !== 'ready') throw new AppError('conflict', 'The attachment is not ready yet.', { field })
  return record
}
