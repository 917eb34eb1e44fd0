import * as z from 'zod/mini'
import { DocumentImage } from './document-images.ts'
import { Id, Timestamp } from './ids.ts'
import { LIMITS } from './limits.ts'
import { filledText, line } from './text.ts'

/**
 * A cited stretch of a document version: from `start` up to `end`, in UTF-16 code units (as JavaScript counts), and the
 * SHA-256 (hex) of the text between as UTF-8. An empty one cites the document as a whole.
 */
export const Span = z.object({
  start: z.int().check(z.minimum(0)),
  end: z.int().check(z.minimum(0)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type Span = z.infer<typeof Span>

export const DocumentFormat = z.enum(['markdown', 'text'])
/** Students see what is `published`; staff also drafts and what was withdrawn. */
export const DocumentState = z.enum(['draft', 'published', 'withdrawn'])
export type DocumentState = z.infer<typeof DocumentState>

/** The file that a version was made from; its bytes can be had. */
export const OriginalFile = z.object({ filename: z.string(), media_type: z.string(), size: z.int() })
export type OriginalFile = z.infer<typeof OriginalFile>

const Known = {
  id: Id,
  title: z.string(),
  format: DocumentFormat,
  version: z.int(),
  /** A name that keeps documents of one place together. */
  collection: z.optional(z.string()),
  /** Whose members may read it; everybody of the school when there is none. */
  conversation_id: z.optional(Id),
  state: DocumentState,
  original: z.optional(OriginalFile),
  created_by: Id,
  created_at: Timestamp,
  /** When this version was written. */
  updated_at: Timestamp,
}

/** What a list tells of a document: its newest version without the content. */
export const DocumentSummary = z.object(Known)
export type DocumentSummary = z.infer<typeof DocumentSummary>

/** A piece of knowledge, in one version. */
export const Document = z.object({
  ...Known,
  content: z.string(),
  /** Those that its Markdown names as `attachment:<id>`. */
  images: z.optional(z.array(DocumentImage)),
  /** The newest there is. */
  latest_version: z.int(),
})
export type Document = z.infer<typeof Document>

/** What is known of one version. */
export const DocumentVersion = z.object({
  version: z.int(),
  title: z.string(),
  created_by: Id,
  /** The name of who wrote it. */
  author: z.string(),
  created_at: Timestamp,
  original: z.optional(OriginalFile),
})
export type DocumentVersion = z.infer<typeof DocumentVersion>

/** Where a word of the search is, in UTF-16 code units of the excerpt. */
export const Highlight = z.object({ start: z.int(), end: z.int() })
export type Highlight = z.infer<typeof Highlight>

/** Stands between two pages of a text that was taken from pages: a form feed, in a line of its own. */
export const PAGE_MARK = '\f'

/** The page on which a place of a text is, counted from 1; nothing for texts without pages. */
export const pageAt = (content: string, place: number): number | undefined => {
  if (!content.includes(PAGE_MARK)) return undefined
  return content.slice(0, place).split(PAGE_MARK).length
}

/** A stretch of a document found by a search; `excerpt` is the text of its span. */
export const Passage = z.object({
  document_id: Id,
  version: z.int(),
  title: z.string(),
  span: Span,
  excerpt: z.string(),
  /** The headings above it, the nearest last. */
  headings: z.optional(z.array(z.string())),
  /** Where it begins, in a text with pages. */
  page: z.optional(z.int()),
  highlights: z.optional(z.array(Highlight)),
})
export type Passage = z.infer<typeof Passage>

/** Documents of one place under one name; without a name, those that have none. */
export const Collection = z.object({
  conversation_id: z.optional(Id),
  /** Of the conversation. */
  conversation_title: z.optional(z.string()),
  name: z.optional(z.string()),
  documents: z.int(),
})
export type Collection = z.infer<typeof Collection>

const Place = { collection: z.optional(line(LIMITS.title_chars)), conversation_id: z.optional(Id) }
const FirstState = z.optional(z.enum(['draft', 'published']))
const Title = line(LIMITS.title_chars)
const Content = filledText(LIMITS.document_chars)

/** Written text, or an uploaded file to extract the text from. Published unless it is to be a draft. */
export const NewDocument = z.union([
  z.object({
    id: z.optional(Id),
    title: Title,
    format: DocumentFormat,
    content: Content,
    ...Place,
    state: FirstState,
  }),
  z.object({
    id: z.optional(Id),
    attachment_id: Id,
    title: z.optional(Title),
    ...Place,
    state: FirstState,
  }),
])
export type NewDocument = z.infer<typeof NewDocument>

/** Refused as a `conflict` when `base_version` is not the newest any more. */
const Base = z.optional(z.int().check(z.minimum(1)))

export const NewDocumentVersion = z.union([
  z.object({ title: z.optional(Title), content: Content, base_version: Base }),
  z.object({ title: z.optional(Title), attachment_id: Id, base_version: Base }),
])
export type NewDocumentVersion = z.infer<typeof NewDocumentVersion>

/** Publish, withdraw, or put into another collection of the same place; `null` takes it out. */
export const PatchDocument = z.object({
  state: z.optional(z.enum(['published', 'withdrawn'])),
  collection: z.optional(z.nullable(line(LIMITS.title_chars))),
})
export type PatchDocument = z.infer<typeof PatchDocument>

/** A message that cites a document, or from which it was made. */
export const Backlink = z.object({
  conversation_id: Id,
  conversation_title: z.optional(z.string()),
  message_id: Id,
  version: z.int(),
  kind: z.enum(['cites', 'source']),
  sender: z.string(),
  excerpt: z.string(),
  timestamp: Timestamp,
})
export type Backlink = z.infer<typeof Backlink>
