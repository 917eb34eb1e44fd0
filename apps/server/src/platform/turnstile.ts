import { AppError } from './errors.ts'
import { WaitingList, type Path } from './waiting-list.ts'

export interface TurnstileOptions {
  /** So many run at the same time. */
  at_once: number
  /** So many of one group run at the same time; all of them when left out. */
  at_once_each?: number
  /** So many wait. */
  max_waiting: number
  /** So many of one group wait; all of them when left out. */
  max_waiting_each?: number
}

export interface Passage {
  /** For whom: groups take turns, see `WaitingList`. */
  who: Path
  /** Before all that are not first. */
  first?: boolean
}

interface Waiter {
  group: string
  enter(): void
}

const RETRY_AFTER_MS = 2_000

/** Lets only so many through at once. The others wait, and their groups take turns. */
export class Turnstile {
  readonly #options: Required<TurnstileOptions>
  readonly #first = new WaitingList<Waiter>()
  readonly #waiting = new WaitingList<Waiter>()
  readonly #inside = new Map<string, number>()
  #free: number

  constructor({ at_once, max_waiting, ...each }: TurnstileOptions) {
    this.#options = { at_once, max_waiting, at_once_each: at_once, max_waiting_each: max_waiting, ...each }
    this.#free = at_once
  }

  /** @throws AppError `unavailable` when too many wait already */
  async pass<T>({ who, first = false }: Passage, run: () => Promise<T>): Promise<T> {
    const [group = ''] = who
    const turn = this.#enter(group, who, first)
    if (turn) await turn
    try {
      return await run()
    } finally {
      this.#leave(group)
    }
  }

  #enter(group: string, who: Path, first: boolean): Promise<void> | undefined {
    if (this.#free > 0 && this.#mayEnter(group)) return void this.#admit(group)
    const list = first ? this.#first : this.#waiting
    const { max_waiting, max_waiting_each } = this.#options
    if (list.size >= max_waiting || list.sizeOf([group]) >= max_waiting_each)
      throw new AppError('unavailable', 'Too many ask for this at the moment.', {
        retry_after_ms: RETRY_AFTER_MS,
      })
    return new Promise((resolve) => list.add([group, ...who.slice(1)], { group, enter: resolve }))
  }

  #mayEnter = (group: string): boolean => (this.#inside.get(group) ?? 0) < this.#options.at_once_each

  #admit(group: string): void {
    this.#free--
    this.#inside.set(group, (this.#inside.get(group) ?? 0) + 1)
  }

  /** The place is handed on at once, so that nobody comes in between. */
  #leave(group: string): void {
    this.#free++
    const inside = (this.#inside.get(group) ?? 1) - 1
    if (inside > 0) this.#inside.set(group, inside)
    else this.#inside.delete(group)
    const next = this.#first.take(this.#mayEnter) ?? this.#waiting.take(this.#mayEnter)
    if (!next) return
    this.#admit(next.group)
    next.enter()
  }
}
