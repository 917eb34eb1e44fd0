import { randomBytes } from 'node:crypto'
import { hash, verify, type Algorithm } from '@node-rs/argon2'
import { AppError } from './errors.ts'

export interface PasswordCost {
  memory_kib: number
  passes: number
}

/** Argon2id, 64 MiB, three passes: about a tenth of a second. */
export const PASSWORD_COST: PasswordCost = { memory_kib: 64 * 1024, passes: 3 }

/** Each takes its memory and a thread: more at once would starve everything else. */
const AT_ONCE = 4
const MAX_WAITING = 500
const ARGON2ID = 2 as Algorithm

export class Passwords {
  readonly #options: { algorithm: Algorithm; memoryCost: number; timeCost: number; parallelism: number }
  readonly #decoy: string
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(cost: PasswordCost = PASSWORD_COST) {
    this.#options = {
      algorithm: ARGON2ID,
      memoryCost: cost.memory_kib,
      timeCost: cost.passes,
      parallelism: 1,
    }
    this.#decoy = `$argon2id$v=19$m=${cost.memory_kib},t=${cost.passes},p=1$${base64(16)}$${base64(32)}`
  }

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, this.#options))
  }

  /** Costs the same when there is nothing to compare with, so that the time does not tell who has an account. */
  async verify(known: string | null | undefined, password: string): Promise<boolean> {
    const matches = await this.#inTurn(() => verify(known ?? this.#decoy, password))
    return matches && typeof known === 'string'
  }

  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= MAX_WAITING)
      throw new AppError('unavailable', 'Too many people are signing in at this moment.', {
        retry_after_ms: 2_000,
      })
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#running++
    try {
      return await run()
    } finally {
      // The place is handed on, not freed, so that nobody slips in between.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}

const base64 = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')
