// A conversation in which everything happens that a count has to know of: questions and answers, mentions, replies, pins,
// citations, edits, tombstones. Written by the functions that write it in the server, many in one commit.
import type { Viewer } from '../../apps/server/src/features/context.ts'
import { systemClock, timestamp } from '../../apps/server/src/platform/clock.ts'
import { mintId } from '../../apps/server/src/platform/ids.ts'
import { insertCitation } from '../../apps/server/src/records/citations.ts'
import { raiseHead } from '../../apps/server/src/records/conversations.ts'
import { insertEdit } from '../../apps/server/src/records/message-edits.ts'
import {
  insertMessage,
  storeTombstone,
  updateAnswer,
  updatePin,
  updateQuestion,
  updateText,
} from '../../apps/server/src/records/messages.ts'
import type { StoredMessage } from '../../apps/server/src/records/stored.ts'

type Query = Parameters<typeof insertMessage>[0]

const CONTENT = 'How do I complete the square when the first coefficient is not one? '.repeat(3)
const PINS = 20
const KEPT = 400

interface Wanted {
  /** What some messages cite. */
  document_id?: string
  /** Of so many first messages some are questions; later ones are not, so that a list of questions has far to look. */
  asking?: number
}

export class History {
  readonly #conversation_id: string
  readonly #people: readonly Viewer[]
  readonly #document_id: string | undefined
  readonly #asking: number
  #index = 0
  #asked: StoredMessage | undefined
  head = 1
  thread_id = ''
  /** Ada's, the latest first, to be edited and deleted by a bench. */
  readonly changeable: string[] = []
  /** Open ones, the latest first. */
  readonly question_ids: string[] = []

  constructor(
    conversation_id: string,
    people: readonly Viewer[],
    { document_id, asking = Infinity }: Wanted = {},
  ) {
    this.#conversation_id = conversation_id
    this.#people = people
    this.#document_id = document_id
    this.#asking = asking
  }

  async grow(query: Query, messages: number): Promise<void> {
    for (let left = messages; left > 0; left--) await this.#add(query)
    await this.#raise(query)
  }

  /** The next message, with what happens to it; which, depends on its place alone. */
  async #add(query: Query): Promise<void> {
    const index = this.#index++
    const message = this.#next(index)
    await insertMessage(query, { last_ordinal: index }, message)
    if (index === 0) this.thread_id = message.id
    if (index < PINS) await this.#pin(query, message)
    if (index % 100 === 50) await this.#delete(query, message)
    else if (index % 100 === 70) await this.#edit(query, message)
    else if (index % 20 === 18) await this.#accept(query, message)
    else if (index % 500 === 333) await this.#cite(query, message)
    else if (index % 3 === 0) keep(this.changeable, message.id)
    if (message.question) this.#asked = message
    if (message.question && index % 20 === 7) keep(this.question_ids, message.id)
  }

  async #raise(query: Query): Promise<void> {
    const changed_at = timestamp(systemClock.now())
    const place = { id: this.#conversation_id, head: this.head, changed_at }
    await raiseHead(query, { ...place, last_ordinal: this.#index })
  }

  #next(index: number): StoredMessage {
    const sender = this.#people[index % this.#people.length]
    // Ada is named in the first messages alone: a list of mentions has far to look, too.
    const named = this.#people[index < 200 ? 0 : this.#people.length - 1]
    if (!sender || !named) throw new Error('Nobody speaks')
    const asks = index % 10 === 7 && index < this.#asking
    const seq = ++this.head
    const reply_to_id = index % 20 === 18 ? this.#asked?.id : index % 20 === 4 ? this.thread_id : undefined
    return {
      id: mintId(systemClock),
      conversation_id: this.#conversation_id,
      sender_id: sender.user_id,
      sender: sender.name,
      sender_role: sender.role,
      kind: 'text',
      state: 'done',
      content: `${index} ${CONTENT}`,
      parts: [],
      ...(reply_to_id && { reply_to_id }),
      ...(index % 50 === 34 && { mentions: [{ user_id: named.user_id, name: named.name }] }),
      ...(asks && { question: { status: 'unanswered', endorsed_ids: [], answers: 0 } }),
      reactions: [],
      created_seq: seq,
      changed_seq: seq,
      timestamp: timestamp(systemClock.now()),
    }
  }

  async #pin(query: Query, message: StoredMessage): Promise<void> {
    await updatePin(query, { ...message, ...this.#now('pinned_at'), pinned_by: message.sender_id })
  }

  async #delete(query: Query, message: StoredMessage): Promise<void> {
    await storeTombstone(query, message, this.#now('deleted_at'))
  }

  async #edit(query: Query, message: StoredMessage): Promise<void> {
    const edited = { ...message, content: 'Edited', ...this.#now('edited_at') }
    await insertEdit(query, edited, message.content)
    await updateText(query, edited)
  }

  async #accept(query: Query, answer: StoredMessage): Promise<void> {
    const asked = this.#asked
    if (!asked?.question) return
    const { changed_seq } = answer
    this.#asked = undefined
    const question = { ...asked.question, status: 'answered', accepted_id: answer.id, answers: 1 } as const
    await updateQuestion(query, { ...asked, question, changed_seq })
    await updateAnswer(query, { ...answer, answer: { accepted_by: asked.sender_id } })
  }

  async #cite(query: Query, { id: message_id, conversation_id }: StoredMessage): Promise<void> {
    const document_id = this.#document_id
    if (document_id === undefined) return
    await insertCitation(query, { message_id, document_id, version: 1, kind: 'cites', conversation_id })
  }

  /** The place of a further change. */
  #now<Field extends string>(field: Field): { changed_seq: number } & Record<Field, string> {
    return { changed_seq: ++this.head, [field]: timestamp(systemClock.now()) } as never
  }
}

const keep = (ids: string[], id: string): void => {
  ids.unshift(id)
  if (ids.length > KEPT) ids.pop()
}
