import * as z from 'zod/mini'
import { Id, Seq, Timestamp } from './ids.ts'
import { Role } from './user.ts'
import { Card, NewCard } from './card.ts'
import { Preview } from './attachment.ts'
import { Span, type Passage } from './document.ts'
import { Ask, Invocation } from './invocation.ts'
import { LIMITS } from './limits.ts'
import { Mention } from './mention.ts'
import { AnswerMarks, Question } from './question.ts'
import { ReadSystemEvent } from './system-event.ts'
import { filledText, text } from './text.ts'

const TextPart = z.object({ type: z.literal('text'), text: text(LIMITS.message_chars) })

const ImagePart = z.object({
  type: z.literal('image'),
  attachment_id: Id,
  width: z.int(),
  height: z.int(),
  alt: z.optional(text(LIMITS.alt_chars)),
  filename: z.optional(text(LIMITS.filename_chars)),
  media_type: z.optional(z.string()),
  size: z.optional(z.int()),
})

const FilePart = z.object({
  type: z.literal('file'),
  attachment_id: Id,
  filename: text(LIMITS.filename_chars),
  media_type: z.string(),
  size: z.int(),
  preview: z.optional(Preview),
})

/** A citation: `verified` when the span's hash was found unchanged in that version. */
const DocumentPart = z.object({
  type: z.literal('document'),
  document_id: Id,
  version: z.int(),
  span: Span,
  title: text(LIMITS.title_chars),
  excerpt: text(1_000),
  status: z.enum(['verified', 'unverified', 'stale']),
  /** Where the span begins, in a text with pages. */
  page: z.optional(z.int()),
})

const CardPart = z.object({ type: z.literal('card'), card_id: Id })

/** One piece of a message's body besides `content`. */
export const Part = z.discriminatedUnion('type', [TextPart, ImagePart, FilePart, DocumentPart, CardPart])
export type Part = z.infer<typeof Part>

/** What a message says to cite a passage; the server checks it, and has the last word on title and excerpt. */
export const citationPart = ({
  document_id,
  version,
  span,
  title,
  excerpt,
}: Pick<Passage, 'document_id' | 'version' | 'span' | 'title' | 'excerpt'>): Part & { type: 'document' } => ({
  type: 'document',
  document_id,
  version,
  span,
  title,
  excerpt,
  status: 'verified',
})

const UnknownPart = z.object({ type: z.literal('unknown') })

/** A part as read: one of a kind this version does not know becomes `unknown` and fails nothing. */
export const ReadPart = z.catch(z.union([Part, UnknownPart]), { type: 'unknown' })
export type ReadPart = z.infer<typeof ReadPart>

/** Everyone who reacted with one emoji, in the order of their reactions. */
export const Reaction = z.object({ emoji: z.string(), user_ids: z.array(Id) })
export type Reaction = z.infer<typeof Reaction>

export const MessageState = z.enum(['streaming', 'done', 'interrupted', 'failed'])
export const MessageKind = z.enum(['text', 'image', 'system', 'card', 'sealed'])

/** A message as everyone in the conversation sees it. `created_seq` orders, `changed_seq` dates the last change. */
export const Message = z.object({
  id: Id,
  conversation_id: Id,
  sender_id: Id,
  /** The sender's display name. */
  sender: z.string(),
  sender_role: Role,
  kind: MessageKind,
  state: MessageState,
  content: z.string(),
  parts: z.array(ReadPart),
  card: z.optional(Card),
  reply_to_id: z.optional(Id),
  invocation_id: z.optional(Id),
  /** Of an answer of the assistant. */
  invocation: z.optional(Invocation),
  /** Of a message that asked the assistant. */
  ask: z.optional(Ask),
  /** Whom it names; they were members when it was sent. */
  mentions: z.optional(z.array(Mention)),
  /** Of a message that asks. */
  question: z.optional(Question),
  /** Of a reply to a question, once it is accepted or endorsed. */
  answer: z.optional(AnswerMarks),
  /** Of a system message: what `content` says in English. */
  system: z.optional(ReadSystemEvent),
  reactions: z.array(Reaction),
  created_seq: Seq,
  changed_seq: Seq,
  timestamp: Timestamp,
  edited_at: z.optional(Timestamp),
  deleted_at: z.optional(Timestamp),
  pinned_at: z.optional(Timestamp),
  pinned_by: z.optional(Id),
})
export type Message = z.infer<typeof Message>

/** `id` is minted by the client (UUIDv7) and makes the send repeatable for ever (MS2). */
export const NewMessage = z.object({
  id: z.optional(Id),
  content: text(LIMITS.message_chars),
  parts: z.optional(z.array(Part).check(z.maxLength(LIMITS.parts_per_message))),
  attachment_ids: z.optional(z.array(Id).check(z.maxLength(LIMITS.attachments_per_message))),
  /** What images show, in words, by attachment. */
  alt_texts: z.optional(z.record(Id, text(LIMITS.alt_chars))),
  card: z.optional(NewCard),
  reply_to_id: z.optional(Id),
  /** It asks. */
  question: z.optional(z.literal(true)),
  /** Members it names, each as `@` and their name in the text. Whoever is no member is left out. */
  mentions: z.optional(z.array(Id).check(z.maxLength(LIMITS.mentions_per_message))),
})
export type NewMessage = z.infer<typeof NewMessage>

export const EditMessage = z.object({ content: filledText(LIMITS.message_chars) })
export type EditMessage = z.infer<typeof EditMessage>

/** What a message said from `timestamp` until the next version. */
export const MessageVersion = z.object({ content: z.string(), timestamp: Timestamp })
export type MessageVersion = z.infer<typeof MessageVersion>

const PICTURE = String.raw`\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?(?:[\u{E0020}-\u{E007E}]+\u{E007F})?`

/** One emoji, possibly a joined sequence (UTS #51); anything else is refused. */
export const Emoji = z
  .string()
  .check(
    z.maxLength(LIMITS.emoji_chars),
    z.regex(
      new RegExp(
        String.raw`^(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|${PICTURE}(?:\u200D${PICTURE})*)$`,
        'u',
      ),
    ),
  )
