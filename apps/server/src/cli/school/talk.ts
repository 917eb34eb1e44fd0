// The history of one conversation of a generated school, written by the functions that write it in the server, many
// messages in one commit.
import type { Viewer } from '../../features/context.ts'
import { timestamp } from '../../platform/clock.ts'
import { mintId } from '../../platform/ids.ts'
import { raiseHead } from '../../records/conversations.ts'
import { insertEdit } from '../../records/message-edits.ts'
import {
  insertMessage,
  storeTombstone,
  updateAnswer,
  updateQuestion,
  updateText,
} from '../../records/messages.ts'
import type { StoredMessage } from '../../records/stored.ts'
import type { SchoolClock } from './school-clock.ts'
import type { Words } from './words.ts'

type Query = Parameters<typeof insertMessage>[0]

const EMOJI = ['👍', '🎉', '💡']
/** So many questions wait at a time; then the oldest is answered. */
const ASKED = 6

interface Place {
  conversation_id: string
  /** Who speaks here. */
  people: readonly Viewer[]
  /** How many messages in all, from this time to that one. */
  messages: number
  from: number
  to: number
}

export class Talk {
  readonly #place: Place
  readonly #words: Words
  readonly #clock: SchoolClock
  #written = 0
  readonly #asked: StoredMessage[] = []
  #last: StoredMessage | undefined
  head = 1

  constructor(place: Place, { words, clock }: { words: Words; clock: SchoolClock }) {
    this.#place = place
    this.#words = words
    this.#clock = clock
  }

  get left(): number {
    return this.#place.messages - this.#written
  }

  /** Writes the next messages. */
  async write(query: Query, messages: number): Promise<void> {
    for (let index = 0; index < messages; index++) await this.#add(query)
    const { conversation_id: id } = this.#place
    const changed_at = timestamp(this.#clock.now())
    await raiseHead(query, { id, head: this.head, last_ordinal: this.#written, changed_at })
  }

  async #add(query: Query): Promise<void> {
    const { from, to, messages } = this.#place
    this.#clock.set(from + Math.floor(((to - from) * (this.#written + 1)) / messages))
    const answered = this.#asked.length > ASKED ? this.#asked.shift() : undefined
    const message = this.#next(answered)
    await insertMessage(query, { last_ordinal: this.#written }, message)
    this.#written++
    this.#last = message
    const isQuestion = message.question !== undefined
    if (answered) await this.#accept(query, answered, message)
    else if (isQuestion && this.#words.chance(0.8)) this.#asked.push(message)
    else if (!isQuestion && this.#words.chance(0.01)) await this.#edit(query, message)
    else if (!isQuestion && this.#words.chance(0.005)) await this.#delete(query, message)
  }

  #next(answered: StoredMessage | undefined): StoredMessage {
    const words = this.#words
    const { people, conversation_id } = this.#place
    const sender = words.pick(people)
    const asks = answered === undefined && words.chance(0.04)
    const named = words.chance(0.02) ? words.pick(people) : undefined
    const reply_to_id = answered?.id ?? (words.chance(0.05) ? this.#last?.id : undefined)
    const text = asks ? words.question() : words.text()
    const reaction = () => ({ emoji: words.pick(EMOJI), user_ids: [words.pick(people).user_id] })
    const seq = ++this.head
    return {
      id: mintId(this.#clock),
      conversation_id,
      sender_id: sender.user_id,
      sender: sender.name,
      sender_role: sender.role,
      kind: 'text',
      state: 'done',
      content: named ? `@${named.name} ${text}` : text,
      parts: [],
      ...(reply_to_id !== undefined && { reply_to_id }),
      ...(named && { mentions: [{ user_id: named.user_id, name: named.name }] }),
      ...(asks && { question: { status: 'unanswered', endorsed_ids: [], answers: 0 } }),
      reactions: words.chance(0.03) ? [reaction()] : [],
      created_seq: seq,
      changed_seq: seq,
      timestamp: timestamp(this.#clock.now()),
    }
  }

  async #accept(query: Query, asked: StoredMessage, answer: StoredMessage): Promise<void> {
    const { changed_seq } = answer
    const question = {
      ...{ status: 'answered' as const, endorsed_ids: [] },
      ...{ accepted_id: answer.id, answers: 1 },
    }
    await updateQuestion(query, { ...asked, question, changed_seq })
    await updateAnswer(query, { ...answer, answer: { accepted_by: asked.sender_id } })
  }

  async #edit(query: Query, message: StoredMessage): Promise<void> {
    const edited_at = timestamp(this.#clock.now())
    const { mentions: _, ...plain } = message
    const edited = { ...plain, content: this.#words.text(), edited_at, changed_seq: ++this.head }
    if (message.mentions) return
    await insertEdit(query, edited, message.content)
    await updateText(query, edited)
  }

  async #delete(query: Query, message: StoredMessage): Promise<void> {
    const deleted_at = timestamp(this.#clock.now())
    await storeTombstone(query, message, { deleted_at, changed_seq: ++this.head })
  }
}
