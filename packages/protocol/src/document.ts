import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { filledText, line } from './text.ts'

/** A cited stretch of a document version: character offsets and the SHA-256 (hex) of the text between. */
export const Span = z.object({
  start: z.int().check(z.minimum(0)),
  end: z.int().check(z.minimum(0)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type Span = z.infer<typeof Span>

export const DocumentFormat = z.enum(['markdown', 'text'])

/** A piece of knowledge, in one version. */
export const Document = z.object({
  id: Id,
  title: z.string(),
  format: DocumentFormat,
  content: z.string(),
  version: z.int(),
  collection: z.optional(z.string()),
  created_by: Id,
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type Document = z.infer<typeof Document>

/** A stretch of a document found by a search. */
export const Passage = z.object({
  document_id: Id,
  version: z.int(),
  title: z.string(),
  span: Span,
  excerpt: z.string(),
})
export type Passage = z.infer<typeof Passage>

const Written = {
  title: line(140),
  format: DocumentFormat,
  content: filledText(1_000_000),
  collection: z.optional(line(140)),
}

/** Written text, or an uploaded file to extract the text from. */
export const NewDocument = z.union([
  z.object({ id: z.optional(Id), ...Written }),
  z.object({ id: z.optional(Id), attachment_id: Id, collection: z.optional(line(140)) }),
])
export type NewDocument = z.infer<typeof NewDocument>

export const NewDocumentVersion = z.object({ title: z.optional(Written.title), content: Written.content })
export type NewDocumentVersion = z.infer<typeof NewDocumentVersion>

/** A message that cites a document. */
export const Backlink = z.object({ conversation_id: Id, message_id: Id, version: z.int() })
export type Backlink = z.infer<typeof Backlink>
