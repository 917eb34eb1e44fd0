// Whose sockets were closed for flooding or for nonsense, and until when new ones are refused. Opening a socket costs more than
// a broken frame, so whoever opens one after another for it would keep the others waiting. Only a token that was proven
// counts, and only where it came from: nobody keeps somebody else away.
import type { Clock } from '../platform/clock.ts'
import { ExpiringMap } from '../platform/expiring-map.ts'

/** A faulty program may close a few, and a person who reloads it goes on. */
const FREE = 3
const FIRST_MS = 1_000
const MOST_MS = 30_000
/** Closes longer ago are forgotten. */
const FORGET_MS = 60_000
const MOST_KNOWN = 10_000
/** So many refusals are answered at once. */
const PROMPT = 5
/** Whoever asks again at once waits for the later ones: a refusal that comes at once is asked for a thousand times a second. */
const HELD_MS = 1_000

/** Who, and from which network. */
export interface Origin {
  user_id: string
  address: string
}

const keyOf = ({ user_id, address }: Origin): string => `${user_id} ${address}`

export class Expulsions {
  readonly #clock: Clock
  readonly #known: ExpiringMap<{ closes: number; until: number; refusals: number }>

  constructor(clock: Clock) {
    this.#clock = clock
    this.#known = new ExpiringMap(clock, MOST_KNOWN)
  }

  /** A socket was closed. `asked_ms`: its client was asked to stay away for so long. */
  note(origin: Origin, asked_ms = 0): void {
    const now = this.#clock.now()
    const known = this.#known.get(keyOf(origin))
    const closes = (known?.closes ?? 0) + 1
    const over = closes - FREE
    const away_ms = over <= 0 ? 0 : Math.min(FIRST_MS * 2 ** (over - 1), MOST_MS)
    const until = Math.max(known?.until ?? 0, now + Math.max(away_ms, asked_ms))
    this.#known.set(
      keyOf(origin),
      { closes, until, refusals: known?.refusals ?? 0 },
      Math.max(until, now) + FORGET_MS,
    )
  }

  /** A new socket is refused. Tells for how long the answer is held back. */
  refuse(origin: Origin): number {
    const known = this.#known.get(keyOf(origin))
    if (!known) return 0
    known.refusals += 1
    return known.refusals <= PROMPT ? 0 : HELD_MS
  }

  /** For how long a new socket is refused; 0 for not at all. */
  waitMs(origin: Origin): number {
    const until = this.#known.get(keyOf(origin))?.until ?? 0
    return Math.max(0, until - this.#clock.now())
  }
}
