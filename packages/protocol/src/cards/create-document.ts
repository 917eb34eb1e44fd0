import * as z from 'zod/mini'
import { Id, Seq } from '../ids.ts'
import { LIMITS } from '../limits.ts'
import { text } from '../text.ts'
import { body, CardPerson, list, title } from './common.ts'

export const DocumentKind = z.enum(['note', 'faq', 'lesson', 'summary'])

/** The messages from one `created_seq` to another, except some. */
export const Selection = z.object({ from: Seq, to: Seq, exclude: z.optional(list(Id)) })
export type Selection = z.infer<typeof Selection>

export const NewCreateDocument = z.object({
  title,
  kind: DocumentKind,
  selection: Selection,
  reviewer_ids: z.optional(list(Id)),
  collection: z.optional(title),
})
export type NewCreateDocument = z.infer<typeof NewCreateDocument>

/** A paragraph of the draft and its source messages; `redacted` once one of them was deleted. */
export const DraftParagraph = z.object({
  text: body,
  message_ids: z.array(Id).check(z.minLength(1), z.maxLength(LIMITS.card_list_items)),
  redacted: z.optional(z.literal(true)),
})
export type DraftParagraph = z.infer<typeof DraftParagraph>

/** `draft` is for staff, its creator and the reviewers. */
export const CreateDocument = z.object({
  title,
  kind: DocumentKind,
  collection: z.optional(title),
  message_count: z.int(),
  reviewers: list(CardPerson),
  draft: z.optional(list(DraftParagraph)),
  /** Why it was sent back, or failed. */
  reason: z.optional(text(LIMITS.card_packet_chars)),
  document: z.optional(z.object({ document_id: Id, version: z.int() })),
})
export type CreateDocument = z.infer<typeof CreateDocument>
