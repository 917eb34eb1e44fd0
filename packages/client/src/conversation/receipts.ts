// Tells the server how far the user has received, and asks it for the unread number. How far the user has read
// goes over the outbox.
import { endpoints, type Receipt } from '@lectern/protocol'
import { backoffMs } from '../core/backoff.ts'
import type { Emits } from '../core/emitter.ts'
import { toApiError } from '../core/errors.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Context } from './context.ts'

export interface ReceiptsOptions {
  conversation_id: string
  context: Pick<Context, 'http' | 'clock' | 'random' | 'send'> & { outbox: Pick<Outbox, 'read'> }
  events: Emits<ReceiptEvents>
}

export interface ReceiptEvents {
  /** The server has stored the positions, and counts the unread messages. */
  receipt_answered: Receipt
}

const BATCH_MS = 300

export class Receipts {
  readonly #options: ReceiptsOptions
  #delivered = 0
  #read = 0
  #known = { delivered_seq: 0, read_seq: 0 }
  #sentDelivered = 0
  #asking = false
  #busy = false
  #refused = false
  #failures = 0
  #cancelTimer: (() => void) | undefined

  constructor(options: ReceiptsOptions) {
    this.#options = options
  }

  delivered(seq: number): void {
    this.#delivered = Math.max(this.#delivered, seq)
    this.#schedule(BATCH_MS)
  }

  read(seq: number, onRefused?: (error: unknown) => void): void {
    const { context, conversation_id } = this.#options
    this.#read = Math.max(this.#read, seq)
    context.outbox.read(conversation_id, seq, onRefused)
  }

  /** The server has the positions, or refused them. */
  answered(receipt: Receipt | undefined): void {
    if (!receipt) return void (this.#read = this.#known.read_seq)
    this.#asking = false
    this.confirmed(receipt.delivered_seq, receipt.read_seq)
  }

  /** The unread number cannot be computed here: asks the server for it. */
  ask(): void {
    this.#asking = true
    this.#schedule(BATCH_MS)
  }

  /** The positions that the server is known to have. */
  get known(): { delivered_seq: number; read_seq: number } {
    return this.#known
  }

  confirmed(delivered_seq: number, read_seq: number): void {
    this.#known = {
      delivered_seq: Math.max(this.#known.delivered_seq, delivered_seq),
      read_seq: Math.max(this.#known.read_seq, read_seq),
    }
    this.#schedule(BATCH_MS)
  }

  /** A new connection: frames on the last one may be lost. */
  resume(): void {
    this.#sentDelivered = 0
    this.#failures = 0
    this.#refused = false
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#schedule(BATCH_MS)
  }

  /** Forgets all positions when the log was replaced. */
  reset(): void {
    this.#delivered = this.#read = this.#sentDelivered = 0
    this.#known = { delivered_seq: 0, read_seq: 0 }
    this.#refused = false
  }

  close(): void {
    this.#cancelTimer?.()
    this.#busy = true
  }

  get #mustPut(): boolean {
    // The answer to a receipt on its way has the number as well.
    return this.#asking && !this.#refused && this.#read <= this.#known.read_seq
  }

  get #mustTell(): boolean {
    return this.#delivered > Math.max(this.#known.delivered_seq, this.#sentDelivered)
  }

  #schedule(delayMs: number): void {
    if (this.#busy || this.#cancelTimer || !(this.#mustPut || this.#mustTell)) return
    this.#cancelTimer = this.#options.context.clock.after(delayMs, () => {
      this.#cancelTimer = undefined
      if (this.#mustPut) void this.#put()
      else this.#tell()
    })
  }

  #tell(): void {
    const { conversation_id, context } = this.#options
    const delivered_seq = this.#delivered
    if (context.send({ type: 'receipt', conversation_id, delivered_seq })) this.#sentDelivered = delivered_seq
  }

  async #put(): Promise<void> {
    const { conversation_id, context, events } = this.#options
    this.#busy = true
    this.#asking = false
    let delayMs = BATCH_MS
    try {
      const body = this.#delivered > 0 ? { delivered_seq: this.#delivered } : {}
      const receipt = await context.http.call(endpoints.putReceipt, { params: { id: conversation_id }, body })
      this.#failures = 0
      this.confirmed(receipt.delivered_seq, receipt.read_seq)
      events.emit('receipt_answered', receipt)
    } catch (error) {
      const { transient } = toApiError(error)
      // A permanent refusal means that the user is not a member now; a later connection may tell otherwise.
      if (transient) this.#asking = true
      else this.#refused = true
      delayMs = backoffMs(this.#failures++, this.#options.context.random)
    }
    this.#busy = false
    this.#schedule(delayMs)
  }
}
