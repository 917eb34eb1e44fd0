import type { Context, LecternTransaction } from '../context.ts'

/**
 * The kinds of job that follow from a document's change, keyed by the document. Each belongs to the feature in
 * its name.
 */
export const CITATION_CHECK = 'citation_check'
export const CARD_DOCUMENT = 'card_document'

/** The document has a new version, or was published, withdrawn, restored or redacted. */
export const documentChanged = async (
  { jobs }: Pick<Context, 'jobs'>,
  transaction: LecternTransaction,
  document_id: string,
): Promise<void> => {
  for (const kind of [CITATION_CHECK, CARD_DOCUMENT]) await jobs.enqueue(transaction, kind, document_id)
}
