// Keeps the server's unread number (EP3) exact between two of its answers.
import type { Message, Receipt } from '@lectern/protocol'

const countable = (message: Message, me: string): boolean =>
  message.sender_id !== me && message.kind !== 'system'

/** The server has not sent a number yet. */
const NEVER = -1

/**
 * The server's last number counts messages up to `#statedSeq`; later ones are counted here, each by its
 * `created_seq`. A page of changes leaves out a message that changed again after the page's end, so a message
 * created before the cursor may still arrive as new. Counting by number is right in any order.
 */
export class Unread {
  #stated = 0
  #statedSeq = NEVER
  #readSeq = 0
  #later = new Set<number>()
  /** False while the read mark lies among messages that only the server can count. */
  #exact = false

  get unread(): number {
    return this.#stated + this.#later.size
  }

  get read_seq(): number {
    return this.#readSeq
  }

  get exact(): boolean {
    return this.#exact
  }

  /** Applies changed rows; each change comes once. */
  apply(rows: readonly Message[], me: string): void {
    for (const row of rows) {
      if (row.changed_seq <= this.#statedSeq || row.created_seq <= this.#readSeq || !countable(row, me))
        continue
      if (row.created_seq <= this.#statedSeq) {
        // A tombstone never changes again, so it is subtracted once.
        if (row.deleted_at) this.#stated--
      } else if (row.deleted_at) this.#later.delete(row.created_seq)
      else this.#later.add(row.created_seq)
    }
  }

  /** The person read everything up to `read_seq`. `known`: all messages after it, if they are loaded. */
  readUpTo(read_seq: number, known: readonly Message[] | undefined, me: string): void {
    this.#readSeq = read_seq
    for (const seq of this.#later) if (seq <= read_seq) this.#later.delete(seq)
    this.#exact = this.#statedSeq !== NEVER && (read_seq >= this.#statedSeq || known !== undefined)
    if (read_seq >= this.#statedSeq) this.#stated = 0
    else if (known) this.#stated = known.filter((message) => this.#isStatedUnread(message, me)).length
  }

  /** Takes the server's number, which holds at its `head`; returns false if it is older than `cursor`. */
  take({ unread, head, read_seq }: Pick<Receipt, 'unread' | 'head' | 'read_seq'>, cursor: number): boolean {
    if (read_seq < this.#readSeq || head < Math.max(cursor, this.#statedSeq)) return false
    this.#stated = unread
    this.#statedSeq = head
    this.#readSeq = read_seq
    this.#exact = true
    for (const seq of this.#later) if (seq <= head) this.#later.delete(seq)
    return true
  }

  #isStatedUnread(message: Message, me: string): boolean {
    const { created_seq, deleted_at } = message
    return (
      created_seq > this.#readSeq && created_seq <= this.#statedSeq && !deleted_at && countable(message, me)
    )
  }
}
