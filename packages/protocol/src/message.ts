import * as z from 'zod/mini'
import { Id, Seq, Timestamp } from './ids.ts'
import { Role } from './user.ts'
import { Card, NewCard } from './card.ts'
import { Preview } from './attachment.ts'
import { Span, type Passage } from './document.ts'
import { Ask, Invocation } from './invocation.ts'
import { Lang } from './lang.ts'
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

/** A citation: `verified` if the span's hash was found unchanged in that version. */
const DocumentPart = z.object({
  type: z.literal('document'),
  document_id: Id,
  version: z.int(),
  span: Span,
  title: text(LIMITS.title_chars),
  excerpt: text(1_000),
  status: z.enum(['verified', 'unverified', 'stale']),
  /** The page of the span's beginning, in a text with pages. */
  page: z.optional(z.int()),
  /** Of the document. */
  lang: z.optional(Lang),
})

const CardPart = z.object({ type: z.literal('card'), card_id: Id })

/** A part of a message besides `content`. */
export const Part = z.discriminatedUnion('type', [TextPart, ImagePart, FilePart, DocumentPart, CardPart])
export type Part = z.infer<typeof Part>

/** The part by which a message cites a passage; the server checks it and sets title and excerpt. */
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

/** A part as read: an unknown kind becomes `unknown` without an error. */
export const ReadPart = z.catch(z.union([Part, UnknownPart]), { type: 'unknown' })
export type ReadPart = z.infer<typeof ReadPart>

/** All users with the same reaction, in the order of their reactions. */
export const Reaction = z.object({ emoji: z.string(), user_ids: z.array(Id) })
export type Reaction = z.infer<typeof Reaction>

export const MessageState = z.enum(['streaming', 'done', 'interrupted', 'failed'])
export const MessageKind = z.enum(['text', 'image', 'system', 'card', 'sealed'])

/** A message as all members see it. `created_seq` is its order, `changed_seq` its last change. */
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
  /** The language of its words (BCP 47), where the server is sure. */
  lang: z.optional(Lang),
  parts: z.array(ReadPart),
  card: z.optional(Card),
  reply_to_id: z.optional(Id),
  invocation_id: z.optional(Id),
  /** For an answer of the assistant. */
  invocation: z.optional(Invocation),
  /** For a message that asked the assistant. */
  ask: z.optional(Ask),
  /** The mentioned users; they were members when it was sent. */
  mentions: z.optional(z.array(Mention)),
  /** For a question. */
  question: z.optional(Question),
  /** For a reply to a question, once it is accepted or endorsed. */
  answer: z.optional(AnswerMarks),
  /** For a system message: the event that `content` says in English. */
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

/** The client mints `id` (UUIDv7), which makes the send repeatable for ever (MS2). */
export const NewMessage = z.object({
  id: z.optional(Id),
  content: text(LIMITS.message_chars),
  parts: z.optional(z.array(Part).check(z.maxLength(LIMITS.parts_per_message))),
  attachment_ids: z.optional(z.array(Id).check(z.maxLength(LIMITS.attachments_per_message))),
  /** The alternative texts of images, by attachment. */
  alt_texts: z.optional(z.record(Id, text(LIMITS.alt_chars))),
  card: z.optional(NewCard),
  reply_to_id: z.optional(Id),
  /** The message is a question. */
  question: z.optional(z.literal(true)),
  /** Members it mentions, each as `@` and their name in the text. Non-members are left out. */
  mentions: z.optional(z.array(Id).check(z.maxLength(LIMITS.mentions_per_message))),
})
export type NewMessage = z.infer<typeof NewMessage>

export const EditMessage = z.object({
  content: filledText(LIMITS.message_chars),
  /** Everybody whom it mentions now. Left out: those of before whose name still stands in the text. */
  mentions: z.optional(z.array(Id).check(z.maxLength(LIMITS.mentions_per_message))),
})
export type EditMessage = z.infer<typeof EditMessage>

/** The text of a message from `timestamp` until the next version. */
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

/** A sign that is drawn as text without a variation selector, where none follows. */
const BARE =
  /(?!\p{Emoji_Presentation})(?:\p{Extended_Pictographic}|[0-9#*](?=\u20E3))(?![\uFE0F\p{Emoji_Modifier}])/gu

/** Keyboards write ❤ in two ways; a reaction is stored in the one that is drawn in colour. */
export const wholeEmoji = (emoji: string): string => emoji.replace(BARE, '$&\uFE0F')
