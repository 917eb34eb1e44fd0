import * as z from 'zod/mini'
import { DocumentImage } from './document-images.ts'
import { Id, Timestamp } from './ids.ts'
import { Lang } from './lang.ts'
import { LIMITS } from './limits.ts'
import { filledText, line } from './text.ts'
import { Role } from './user.ts'

/**
 * A cited part of a document version: from `start` up to `end`, in UTF-16 code units (as JavaScript counts),
 * and the SHA-256 (hex) of the text between as UTF-8. An empty one cites the document as a whole.
 */
export const Span = z.object({
  start: z.int().check(z.minimum(0)),
  end: z.int().check(z.minimum(0)),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type Span = z.infer<typeof Span>

export const DocumentFormat = z.enum(['markdown', 'text'])
/** Students see `published` ones; staff also drafts and withdrawn ones. */
export const DocumentState = z.enum(['draft', 'published', 'withdrawn'])
export type DocumentState = z.infer<typeof DocumentState>

/** The file that a version was made from; it can be downloaded. */
export const OriginalFile = z.object({ filename: z.string(), media_type: z.string(), size: z.int() })
export type OriginalFile = z.infer<typeof OriginalFile>

const Known = {
  id: Id,
  title: z.string(),
  format: DocumentFormat,
  version: z.int(),
  /** The name of a group of documents of one place. */
  collection: z.optional(z.string()),
  /** The conversation whose members may read it; without one, the whole school. */
  conversation_id: z.optional(Id),
  state: DocumentState,
  original: z.optional(OriginalFile),
  /** The language of its text (BCP 47), where it is known. */
  lang: z.optional(Lang),
  /** Somebody has chosen it, for all versions; otherwise it is told from the text. */
  lang_chosen: z.optional(z.literal(true)),
  created_by: Id,
  created_at: Timestamp,
  /** The time of this version. */
  updated_at: Timestamp,
}

/** A document in a list: its newest version without the content. */
export const DocumentSummary = z.object(Known)
export type DocumentSummary = z.infer<typeof DocumentSummary>

/** A piece of knowledge, in one version. */
export const Document = z.object({
  ...Known,
  content: z.string(),
  /** The images that its Markdown names as `attachment:<id>`. */
  images: z.optional(z.array(DocumentImage)),
  /** The number of the newest version. */
  latest_version: z.int(),
})
export type Document = z.infer<typeof Document>

/** One version in a list. */
export const DocumentVersion = z.object({
  version: z.int(),
  title: z.string(),
  created_by: Id,
  /** The name of its author. */
  author: z.string(),
  author_role: z.optional(Role),
  created_at: Timestamp,
  original: z.optional(OriginalFile),
})
export type DocumentVersion = z.infer<typeof DocumentVersion>

/** The place of a search word, in UTF-16 code units of the excerpt. */
export const Highlight = z.object({ start: z.int(), end: z.int() })
export type Highlight = z.infer<typeof Highlight>

/** Separates two pages of an extracted text: a form feed, on a line of its own. */
export const PAGE_MARK = '\f'

/** The page of a place in a text, counted from 1; undefined for texts without pages. */
export const pageAt = (content: string, place: number): number | undefined => {
  if (!content.includes(PAGE_MARK)) return undefined
  return content.slice(0, place).split(PAGE_MARK).length
}

/** A part of a document found by a search; `excerpt` is the text of its span. */
export const Passage = z.object({
  document_id: Id,
  version: z.int(),
  title: z.string(),
  span: Span,
  excerpt: z.string(),
  /** The headings above it, the nearest last. */
  headings: z.optional(z.array(z.string())),
  /** The page of its beginning, in a text with pages. */
  page: z.optional(z.int()),
  highlights: z.optional(z.array(Highlight)),
  /** Of the document. */
  lang: z.optional(Lang),
})
export type Passage = z.infer<typeof Passage>

/** Documents of one place under one name; without a name, those without a collection. */
export const Collection = z.object({
  conversation_id: z.optional(Id),
  /** Of the conversation. */
  conversation_title: z.optional(z.string()),
  name: z.optional(z.string()),
  documents: z.int(),
})
export type Collection = z.infer<typeof Collection>

const Place = {
  collection: z.optional(line(LIMITS.title_chars)),
  conversation_id: z.optional(Id),
  /** Without it, the language is told from the text. */
  lang: z.optional(Lang),
}
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

/** Refused as a `conflict` if `base_version` is no longer the newest. */
const Base = z.optional(z.int().check(z.minimum(1)))

export const NewDocumentVersion = z.union([
  z.object({ title: z.optional(Title), content: Content, base_version: Base }),
  z.object({ title: z.optional(Title), attachment_id: Id, base_version: Base }),
])
export type NewDocumentVersion = z.infer<typeof NewDocumentVersion>

/**
 * Publish, withdraw, move to another collection of the same place, or choose its language; `null` removes it from its
 * collection, or leaves the language to the text.
 */
export const PatchDocument = z.object({
  state: z.optional(z.enum(['published', 'withdrawn'])),
  collection: z.optional(z.nullable(line(LIMITS.title_chars))),
  lang: z.optional(z.nullable(Lang)),
})
export type PatchDocument = z.infer<typeof PatchDocument>

/** A message that cites a document, or is its source. */
export const Backlink = z.object({
  conversation_id: Id,
  conversation_title: z.optional(z.string()),
  message_id: Id,
  version: z.int(),
  kind: z.enum(['cites', 'source']),
  sender: z.string(),
  sender_role: z.optional(Role),
  excerpt: z.string(),
  /** Of the message. */
  lang: z.optional(Lang),
  timestamp: Timestamp,
})
export type Backlink = z.infer<typeof Backlink>
