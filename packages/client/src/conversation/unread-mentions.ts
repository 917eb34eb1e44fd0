// The unread messages that mention the signed-in person. It keeps their numbers instead of a count: adding or
// removing one twice changes nothing, so nothing has to be counted again.
import type { Conversation, Message } from '@lectern/protocol'

export class UnreadMentions {
  #seqs: number[] = []
  #readSeq = 0

  /** In ascending order; the same array until it changes. */
  get seqs(): number[] {
    return this.#seqs
  }

  /** Takes the server's numbers, which are complete up to its head. */
  take({ unread_mentions = [], read_seq }: Pick<Conversation, 'unread_mentions' | 'read_seq'>): void {
    this.#readSeq = Math.max(this.#readSeq, read_seq)
    this.#set(unread_mentions)
  }

  /** Applies the newest versions of changed rows. */
  apply(rows: readonly Message[], me: string): void {
    const next = new Set(this.#seqs)
    for (const { created_seq, sender_id, mentions = [], deleted_at } of rows) {
      const names = sender_id !== me && mentions.some(({ user_id }) => user_id === me)
      if (names && !deleted_at) next.add(created_seq)
      else next.delete(created_seq)
    }
    this.#set(next)
  }

  readUpTo(read_seq: number): void {
    this.#readSeq = Math.max(this.#readSeq, read_seq)
    this.#set(this.#seqs)
  }

  #set(seqs: Iterable<number>): void {
    const next = [...seqs].filter((seq) => seq > this.#readSeq).sort((a, b) => a - b)
    if (next.length !== this.#seqs.length || next.some((seq, index) => seq !== this.#seqs[index]))
      this.#seqs = next
  }
}
