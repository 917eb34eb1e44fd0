import type { DownFrame } from '@lectern/protocol'

/** The highest known head of each conversation, from the frames that passed. */
export class HeadLedger {
  #epoch = ''
  #heads: Record<string, number> = {}
  /** Of the person's own clock. */
  own_seq = 0

  get epoch(): string {
    return this.#epoch
  }

  get heads(): Readonly<Record<string, number>> {
    return this.#heads
  }

  note(frame: DownFrame): void {
    if (frame.type === 'hello') {
      this.#epoch = frame.epoch
      this.#heads = { ...frame.heads }
      this.own_seq = frame.own_seq ?? 0
    } else if (frame.type === 'head') this.raise(frame.conversation_id, frame.seq)
    else if (frame.type === 'changes') this.raise(frame.conversation_id, frame.to)
    else if (frame.type === 'own') this.own_seq = Math.max(this.own_seq, frame.to)
  }

  /** True if the head is news. */
  raise(conversation_id: string, seq: number): boolean {
    if ((this.#heads[conversation_id] ?? -1) >= seq) return false
    this.#heads[conversation_id] = seq
    return true
  }
}
