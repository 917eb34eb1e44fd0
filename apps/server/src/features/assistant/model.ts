// The interface of every language model. The request has everything that a model may know; a model fetches
// nothing else. All texts in it are data, whatever they say.
import type { Span } from '@lectern/protocol'
import type { Kind } from './kinds/kind-of.ts'

/** A message of this conversation. */
export interface Turn {
  by: 'asker' | 'other' | 'assistant'
  /** Display name. */
  name: string
  content: string
}

/** A part of a document that the asker may read and the conversation may cite. */
export interface Source {
  /** Its number in a citation: 1, 2, 3 … */
  number: number
  document_id: string
  version: number
  title: string
  /** The headings above it, the nearest last. */
  headings: readonly string[]
  span: Span
  /** The text of the span. */
  excerpt: string
}

/** A message of this conversation that was pinned, accepted or endorsed. */
export interface EndorsedMessage {
  message_id: string
  /** Display name of the author. */
  author: string
  content: string
  /** The question it answers. */
  question?: string
}

/** How much an answer says: where to read; the relevant parts, in order; all of it. */
export type AnswerMode = 'hints' | 'explain' | 'full'

export interface ModelRequest {
  question: string
  /** What sort of message it is. */
  kind: Kind
  /** The language of its wording, where that tells it. */
  lang?: string | undefined
  /** Before the question, oldest first. */
  history: readonly Turn[]
  /** Best first. */
  passages: readonly Source[]
  vouched: readonly EndorsedMessage[]
  /** The passages may not answer the question. */
  is_near?: boolean
  /** What the asker asked just before, and whether the answer offered to pass it on to people. */
  former?: { question: string; was_offered: boolean }
  mode: AnswerMode
  /** Staff are members, so unanswered questions are handed over to them; otherwise the asker decides. */
  staff_read: boolean
}

/**
 * The next text (Markdown), the passage that the text before is from, or that the question is left to people.
 */
export type ModelPiece =
  { type: 'text'; text: string } | { type: 'citation'; number: number } | { type: 'unanswered' }

export interface Model {
  /** Ends with the answer; throws if it cannot go on. Stops soon after `signal` aborts. */
  answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPiece>
}
