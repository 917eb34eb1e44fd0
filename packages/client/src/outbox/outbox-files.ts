// What the outbox needs to know of the files that its messages carry.
import type { ApiError } from '../core/errors.ts'
import { queued, wanted, type OutboxItem } from './outbox-item.ts'
import type { FilesState } from '../uploads/message-files.ts'

export interface OutboxFiles {
  filesOf(ids: readonly string[], conversation_id: string): FilesState
  /** They belong to this message from now on. */
  hand(message_id: string, ids: readonly string[]): void
  retry(ids: readonly string[]): void
  /** The server has lost them; answers whether they can be sent all over. */
  again(ids: readonly string[]): boolean
  /** Their message is taken back: they are the draft's again, as fresh ones. */
  giveBack(ids: readonly string[]): unknown
  drop(ids: readonly string[], isSent: boolean): void
}

const NONE: FilesState = { is: 'ready', body: {} }

export const filesState = (item: OutboxItem, files: OutboxFiles | undefined): FilesState => {
  const { uploads, body, conversation_id, status } = item
  return uploads && status !== 'acknowledged' && !body.attachment_ids && files
    ? files.filesOf(uploads, conversation_id)
    : NONE
}

/** As it is to be sent when its files are to be sent all over; nothing when that is of no use. */
export const withFilesAgain = (
  item: OutboxItem,
  { code, problem }: ApiError,
  files: OutboxFiles | undefined,
): OutboxItem | undefined => {
  const isLost = code === 'invalid' && problem.field?.startsWith('attachment_ids')
  if (!isLost || item.resent || !item.uploads || !files?.again(item.uploads)) return undefined
  const { attachment_ids: _a, alt_texts: _t, ...body } = item.body
  return { ...queued(item), body, resent: true }
}

/** Without that file; nothing when then there is nothing left to say. */
export const withoutFile = (item: OutboxItem, upload_id: string): OutboxItem | undefined => {
  const left = item.uploads?.filter((id) => id !== upload_id) ?? []
  if (left.length === 0 && wanted(item).trim() === '') return undefined
  const { uploads: _, ...bare } = item.status === 'failed' ? queued(item) : item
  return left.length === 0 ? bare : { ...bare, uploads: left }
}
