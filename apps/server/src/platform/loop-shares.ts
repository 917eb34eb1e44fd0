// How much of the event loop's time each person has used. The rule is the generic cell rate algorithm (ITU-T I.371):
// one moment for each person, at which all that they have used is paid off.

export interface LoopShareOptions {
  /** The part of the time that one person may use while others work too: above 0; from 1 on there is no limit. */
  share: number
  /** Milliseconds that never go back. */
  now: () => number
}

/** So much may be used at once, such as by a page that loads. */
const BURST_MS = 250
/** Nobody waits longer, whatever a piece of work has cost. */
const LONGEST_WAIT_MS = 2_000
/** So long one who worked counts as there. */
const PRESENT_MS = 1_000
const SWEEP_FROM = 1_000

export class LoopShares {
  readonly #options: LoopShareOptions
  /** By person: when what they used is paid off. */
  readonly #paidAt = new Map<string, number>()
  #sweepAt = SWEEP_FROM
  /** The last one who worked, and the last one before who was somebody else. */
  #last = { who: '', at: -Infinity }
  #other = { who: '', at: -Infinity }

  constructor(options: LoopShareOptions) {
    this.#options = options
  }

  /** How many people have something to pay. */
  get size(): number {
    return this.#paidAt.size
  }

  /** How long this person may not begin anything, in milliseconds; 0 while nobody else works. */
  waitOf(who: string): number {
    const { share, now } = this.#options
    const paidAt = share < 1 ? this.#paidAt.get(who) : undefined
    if (paidAt === undefined || this.#isAlone(who)) return 0
    return Math.min(LONGEST_WAIT_MS, Math.max(0, paidAt - now() - BURST_MS / share))
  }

  /** These people have worked in the same turn, which took so long. */
  charge(people: readonly string[], ms: number): void {
    const { share, now } = this.#options
    if (share >= 1) return
    const at = now()
    for (const who of people) this.#note(who, at)
    for (const who of people) this.#pay(who, at, ms / people.length / share)
    if (this.#paidAt.size >= this.#sweepAt) this.#sweep(at)
  }

  #note(who: string, at: number): void {
    if (this.#last.who !== who) this.#other = this.#last
    this.#last = { who, at }
  }

  #pay(who: string, at: number, ms: number): void {
    const most = BURST_MS / this.#options.share + (this.#isAlone(who) ? 0 : LONGEST_WAIT_MS)
    this.#paidAt.set(who, Math.min(at + most, Math.max(at, this.#paidAt.get(who) ?? at) + ms))
  }

  #isAlone(who: string): boolean {
    const other = this.#last.who === who ? this.#other : this.#last
    return this.#options.now() - other.at > PRESENT_MS
  }

  #sweep(at: number): void {
    for (const [who, paidAt] of this.#paidAt) if (paidAt <= at) this.#paidAt.delete(who)
    this.#sweepAt = Math.max(SWEEP_FROM, this.#paidAt.size * 2)
  }
}
