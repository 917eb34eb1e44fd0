// The port to whatever writes the answers. A model is given everything it may know and reaches for nothing else: what
// is not in the request does not exist for it. All texts in it are data, whatever they say.
import type { Span } from '@lectern/protocol'

/** One turn of this conversation. */
export interface Turn {
  by: 'asker' | 'other' | 'assistant'
  /** Display name. */
  name: string
  content: string
}

/** A stretch of a document that the asker may read and the conversation may cite. */
export interface Source {
  /** How a citation names it: 1, 2, 3 … */
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

/** What people of this conversation have vouched for: pinned, or an answer that was accepted or endorsed. */
export interface Vouched {
  message_id: string
  /** Display name of who wrote it. */
  author: string
  content: string
  /** What it answers. */
  question?: string
}

/** How much it may say: where to read; what the sources say, in order; all of it. */
export type AnswerMode = 'hints' | 'explain' | 'full'

export interface ModelRequest {
  question: string
  /** Before the question, oldest first. */
  history: readonly Turn[]
  /** The best first. */
  passages: readonly Source[]
  vouched: readonly Vouched[]
  mode: AnswerMode
  /** What stays unanswered goes to staff by itself, since they read along; elsewhere that is for the asker to decide. */
  staff_read: boolean
}

/** The next words (Markdown), the passage in which the words before stand, or that it cannot answer and asks for people. */
export type ModelPiece =
  { type: 'text'; text: string } | { type: 'citation'; number: number } | { type: 'unanswered' }

export interface Model {
  /** Ends when the answer does; throws when it cannot go on. Breaks off soon after `signal` aborts. */
  answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPiece>
}
