// What the assistant remembers of a conversation: the asker's last question, and what it said to it. "And why?" and "yes,
// please" mean that, and nothing else.
import type { StoredMessage } from '../../records/stored.ts'
import type { FoundPassage } from '../documents/find-passages.ts'

export interface Former {
  question: string
  /** The places that were cited, as document and beginning. */
  cited: ReadonlySet<string>
  /** It offered to pass the question on. */
  wasOffered: boolean
}

const placeOf = (document_id: string, start: number): string => `${document_id} ${start}`

/** Undefined unless the last thing said before was an answer of the assistant to this person. */
export const findFormer = (said: readonly StoredMessage[], asker_id: string): Former | undefined => {
  const answer = said.at(-1)
  if (answer?.sender_role !== 'assistant' || answer.invocation?.asker_id !== asker_id) return undefined
  const { prompt_id, unanswered } = answer.invocation
  const question = said.find(({ id }) => id === prompt_id)?.content
  if (question === undefined) return undefined
  const places = answer.parts.flatMap((part) =>
    part.type === 'document' ? [placeOf(part.document_id, part.span.start)] : [],
  )
  return { question, cited: new Set(places), wasOffered: unanswered === true }
}

/** What was not said yet; all of it, if everything was. */
export const notYetCited = (found: FoundPassage[], { cited }: Former): FoundPassage[] => {
  const others = found.filter(({ document_id, span }) => !cited.has(placeOf(document_id, span.start)))
  return others.length > 0 ? others : found
}
