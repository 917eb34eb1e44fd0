// How far the signed-in person has received and read one conversation, and the unread messages. Who marks messages as
// unread has them unread again (`mark`), though others still see that they were read. Reading on does not end the mark;
// opening the conversation again does.
import type { Conversation, Message, Receipt } from '@lectern/protocol'
import type { Context } from './context.ts'
import type { ApiError } from '../core/errors.ts'
import { callSafely } from '../core/store.ts'
import { Emitter, type Emits } from '../core/emitter.ts'
import { Receipts, type ReceiptEvents } from './receipts.ts'
import type { LiveSegment } from '../timeline/timeline.ts'
import { UnreadMentions } from './unread-mentions.ts'
import { Unread } from './unread.ts'

export interface ReadPositionOptions {
  conversation_id: string
  context: Context
  /** The loaded messages, to count in. */
  history: { readonly timeline: { live: LiveSegment } }
  /** The person read what was marked as unread. */
  onUnmark: () => void
  events: Emits<ReadPositionEvents>
}

export interface ReadPositionEvents {
  /** The unread number or a position has changed. */
  position_changed: Positions
}

export interface Positions {
  delivered_seq: number
  read_seq: number
}

export class ReadPosition {
  readonly #options: ReadPositionOptions
  readonly #receipts: Receipts
  #unread = new Unread()
  #mentions = new UnreadMentions()
  #adopted = false
  /** How far the person read, whatever is marked. */
  #real = 0
  /** `created_seq` of the first message that is marked as unread. */
  #mark: number | undefined
  /** The server does not have the mark yet, so its numbers are of before. */
  #unsettled = false
  /** The mark was made while the conversation was open: what is on the screen does not end it. */
  #held = false
  /** Of a receipt that nobody waited for, until somebody listens or a later one is answered. */
  #refusal: ApiError | undefined
  readonly #listeners = new Set<(error: ApiError) => void>()

  constructor(options: ReadPositionOptions) {
    const { conversation_id, context } = options
    this.#options = options
    const events = new Emitter<ReceiptEvents>()
    events.on('receipt_answered', (receipt) => this.#counted(receipt))
    this.#receipts = new Receipts({ conversation_id, context, events })
  }

  get unread(): number {
    return this.#unread.unread
  }

  /** `created_seq` of the unread messages that mention the user; the same array until they change. */
  get unread_mentions(): number[] {
    return this.#mentions.seqs
  }

  get read_seq(): number {
    return this.#unread.read_seq
  }

  /** The person saw everything up to `seq` here. */
  markRead(seq: number, onRefused?: (error: unknown) => void): void {
    const read_seq = Math.min(seq, this.#cursor)
    if (!this.#adopted || read_seq <= this.read_seq) return
    this.#read(read_seq, onRefused)
    if (this.#mark !== undefined && !this.#held) this.#options.onUnmark()
  }

  #read(seq: number, onRefused?: (error: unknown) => void): void {
    const read_seq = Math.min(seq, this.#cursor)
    if (read_seq <= this.#real) return
    this.#real = read_seq
    this.#receipts.read(read_seq, onRefused)
    const shown = this.#shown(read_seq)
    if (shown > this.read_seq) this.#readUpTo(shown)
  }

  /** The person opens the conversation again, or says that all is read: reading ends the mark. */
  release(): void {
    this.#held = false
  }

  /** `mark`: from where on messages are marked as unread; `isOpen`: the conversation is on the screen. */
  setMark(mark: number | undefined, isSettled: boolean, isOpen: boolean): void {
    this.#unsettled = !isSettled
    if (mark === this.#mark) return
    this.#mark = mark
    this.#held = mark !== undefined && isOpen
    if (!this.#adopted) return
    const read_seq = this.#shown(this.#real)
    if (read_seq >= this.read_seq) return this.#readUpTo(read_seq)
    // The server counts the others when it has the mark.
    const known = this.#messagesAfter(read_seq) ?? []
    this.#unread = new Unread()
    this.#unread.take({ unread: 0, head: read_seq, read_seq }, read_seq)
    this.#unread.apply(known, this.#me)
    this.#mentions = new UnreadMentions()
    this.#mentions.readUpTo(read_seq)
    this.#mentions.apply(known, this.#me)
    this.#options.events.emit('position_changed', { delivered_seq: 0, read_seq })
  }

  /**
   * The server has the receipt, or refused it: then it is unread again, and `adopt` brings the number. `error`: nobody
   * waited for the answer.
   */
  answered(receipt: Receipt | undefined, error: ApiError | undefined): void {
    this.#receipts.answered(receipt)
    this.#refusal = error
    if (receipt) return this.#counted(receipt)
    this.#unread = new Unread()
    this.#real = this.known.read_seq
    this.#unread.readUpTo(this.#shown(this.#real), undefined, this.#me)
    this.#tellRefusal()
  }

  /** Hears of a receipt that was refused after its reader had left. Each is told once. */
  onRefused(listener: (error: ApiError) => void): () => void {
    this.#listeners.add(listener)
    this.#tellRefusal()
    return () => void this.#listeners.delete(listener)
  }

  /** A receipt of the user arrived, perhaps from another device. */
  applyReceipt(delivered_seq: number, read_seq: number): void {
    this.#receipts.confirmed(delivered_seq, read_seq)
    this.#real = Math.max(this.#real, read_seq)
    const shown = this.#shown(read_seq)
    if (shown > this.read_seq) this.#readUpTo(shown)
  }

  /** Takes the server's state of the conversation. */
  adopt(conversation: Conversation): void {
    this.#mentions.take({ ...conversation, read_seq: this.#shown(conversation.read_seq) })
    this.#adopted = true
    this.#receipts.confirmed(conversation.delivered_seq, conversation.read_seq)
    this.#take(conversation)
    // A visit that kept nothing but its receipts has read this as well.
    this.#read(this.#options.context.outbox.readSeq(conversation.id))
    this.#acknowledge(conversation.last_message ? [conversation.last_message] : [])
  }

  /** The positions that the server is known to have. */
  get known(): Positions {
    return this.#receipts.known
  }

  /** False while only the server can give the number; it is then asked. */
  get counted(): boolean {
    return this.#unread.exact
  }

  /** Takes the state of an earlier visit; the server may not know all of it. */
  restore(conversation: Conversation, known: Positions, counted: boolean): void {
    this.#adopted = true
    this.#mentions.take({ ...conversation, read_seq: this.#shown(conversation.read_seq) })
    this.#real = known.read_seq
    this.#receipts.confirmed(known.delivered_seq, known.read_seq)
    this.#take(conversation)
    if (conversation.read_seq > known.read_seq) this.#receipts.read(conversation.read_seq)
    if (!counted) this.#receipts.ask()
    this.#acknowledge(conversation.last_message ? [conversation.last_message] : [])
  }

  /** Applies the rows of a window, after the timeline has them. */
  apply(messages: readonly Message[]): void {
    this.#unread.apply(messages, this.#me)
    this.#mentions.apply(messages, this.#me)
    this.#acknowledge(messages)
  }

  /** The history was purged: only the server knows the number. */
  reset(): void {
    this.#receipts.ask()
  }

  /** A connection is live again. */
  resume(): void {
    this.#receipts.resume()
  }

  clear(): void {
    this.#refusal = undefined
    this.#unread = new Unread()
    this.#mentions = new UnreadMentions()
    this.#adopted = this.#unsettled = this.#held = false
    this.#mark = undefined
    this.#real = 0
    this.#receipts.reset()
  }

  close(): void {
    this.#receipts.close()
  }

  #tellRefusal(): void {
    const [listener] = this.#listeners
    const error = this.#refusal
    if (!listener || !error) return
    this.#refusal = undefined
    callSafely(() => listener(error))
  }

  /** How far nothing is unread for somebody who read so far. */
  #shown(read_seq: number): number {
    return this.#mark === undefined ? read_seq : Math.min(read_seq, this.#mark - 1)
  }

  get #me(): string {
    return this.#options.context.me().id
  }

  get #cursor(): number {
    return this.#options.context.sync.cursor(this.#options.conversation_id)
  }

  #acknowledge(messages: readonly Message[]): void {
    const others = messages.filter(({ sender_id }) => sender_id !== this.#me)
    if (others.length > 0) this.#receipts.delivered(Math.max(...others.map(({ created_seq }) => created_seq)))
  }

  #readUpTo(read_seq: number): void {
    this.#unread.readUpTo(read_seq, this.#messagesAfter(read_seq), this.#me)
    this.#mentions.readUpTo(read_seq)
    if (!this.#adopted) return
    if (!this.#unread.exact) this.#receipts.ask()
    this.#options.events.emit('position_changed', { delivered_seq: 0, read_seq })
  }

  /** Undefined unless all of them are loaded as of the cursor. */
  #messagesAfter(read_seq: number): readonly Message[] | undefined {
    const { context, conversation_id, history } = this.#options
    const { from, messages } = history.timeline.live
    const isAhead = messages.some(({ changed_seq }) => changed_seq > this.#cursor)
    return from > read_seq + 1 || isAhead || context.sync.isBehind(conversation_id) ? undefined : messages
  }

  #counted(receipt: Receipt): void {
    this.#take(receipt)
    this.#options.events.emit('position_changed', receipt)
  }

  /** Takes the server's number, unless it is older than the state here; then asks again. */
  #take(receipt: Pick<Receipt, 'unread' | 'head' | 'read_seq'>): void {
    this.#real = Math.max(this.#real, receipt.read_seq)
    if (this.#unsettled) return
    const read_seq = this.#shown(receipt.read_seq)
    this.#mentions.readUpTo(read_seq)
    if (this.#unread.take({ ...receipt, read_seq }, this.#cursor)) return
    if (read_seq > this.read_seq) this.#readUpTo(read_seq)
    else if (!this.#unread.exact) this.#receipts.ask()
  }
}
