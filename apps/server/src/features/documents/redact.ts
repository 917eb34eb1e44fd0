// Removes the text of a deleted message from its document: from each version, and from search.
import { timestamp } from '../../platform/clock.ts'
import { documentChanged } from '../changes/document-changed.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { findNewest } from './documents-rows.ts'
import { putSettings, replaceWords } from '../../records/documents.ts'
import { forgetWords } from './forget-words.ts'
import { replacePassages } from './passages-rows.ts'
import { splitPassages } from './split-passages.ts'

export interface Redaction {
  document_id: string
  words: readonly string[]
  /** The replacement. */
  instead: string
}

export const redactDocument = async (
  ctx: Context,
  transaction: LecternTransaction,
  { document_id, words, instead }: Redaction,
): Promise<void> => {
  const { query } = transaction
  for (const text of words) await replaceWords(query, document_id, text, instead)
  const newest = await findNewest(query, document_id)
  if (!newest) return
  await replacePassages(query, newest, splitPassages(newest.content, newest.format))
  await putSettings(query, { ...newest, id: document_id }, timestamp(ctx.clock.now()))
  await forgetWords(ctx, transaction)
  await documentChanged(ctx, transaction, document_id)
}
