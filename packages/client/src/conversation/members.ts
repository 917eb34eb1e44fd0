import type { Member } from '@lectern/protocol'
import { Cell, type Store } from '../core/store.ts'

/** The members of one conversation, with how far each has received and read. */
export class Members {
  readonly #members = new Cell<readonly Member[]>([])
  readonly store: Store<readonly Member[]> = this.#members
  /** All members are known, not only the first ten. */
  complete = false

  get(user_id: string): Member | undefined {
    return this.#members.get().find((member) => member.user_id === user_id)
  }

  /** Takes the server's list: all members or the first of them. */
  adopt(members: readonly Member[], member_count: number): void {
    this.complete = members.length >= member_count
    const present = new Set(members.map(({ user_id }) => user_id))
    if (this.complete) this.#members.update((known) => known.filter(({ user_id }) => present.has(user_id)))
    this.apply(members)
  }

  /** Applies the rows of a window: newer rows replace older ones; members who left are removed. */
  apply(rows: readonly Member[]): void {
    if (rows.length === 0) return
    const members = new Map(this.#members.get().map((member) => [member.user_id, member]))
    for (const row of rows) {
      const known = members.get(row.user_id)
      if (known && known.changed_seq > row.changed_seq) continue
      if (row.left_at) members.delete(row.user_id)
      else members.set(row.user_id, known ? furthest(row, known) : row)
    }
    this.#members.set([...members.values()])
  }

  /** Positions never go down (I6). */
  applyReceipt(user_id: string, delivered_seq: number, read_seq: number): void {
    const known = this.get(user_id)
    if (!known) return
    const moved = furthest(known, { delivered_seq, read_seq })
    if (moved.delivered_seq === known.delivered_seq && moved.read_seq === known.read_seq) return
    this.#members.update((members) => members.map((member) => (member === known ? moved : member)))
  }

  clear(): void {
    this.complete = false
    this.#members.set([])
  }
}

const furthest = (member: Member, other: Pick<Member, 'delivered_seq' | 'read_seq'>): Member => ({
  ...member,
  delivered_seq: Math.max(member.delivered_seq, other.delivered_seq),
  read_seq: Math.max(member.read_seq, other.read_seq),
})
