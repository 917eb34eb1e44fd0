import { endpoints } from '@lectern/protocol'
import type { Http } from '../http/http.ts'
import type { DocumentRequest } from './upload.ts'

/** Extracting the text of a file takes a while. */
export const EXTRACT_MS = 90_000

/** Makes the document of an uploaded file; the same request can be repeated. @throws ApiError */
export const makeDocument = async (
  http: Http,
  wish: DocumentRequest,
  attachment_id: string,
  signal: AbortSignal,
): Promise<void> => {
  const { document_id: id, base_version, conversation_id, collection } = wish
  const options = { timeoutMs: EXTRACT_MS, signal }
  if (base_version !== undefined) {
    const input = { params: { id }, body: { attachment_id, base_version }, ...options }
    return void (await http.call(endpoints.createDocumentVersion, input))
  }
  const place = { ...(conversation_id && { conversation_id }), ...(collection && { collection }) }
  await http.call(endpoints.createDocument, { body: { id, attachment_id, ...place }, ...options })
}
