import { randomBytes } from 'node:crypto'
import { hash, verify, type Algorithm } from '@node-rs/argon2'
import { Turnstile } from './turnstile.ts'

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
  readonly #cost: PasswordCost
  readonly #turnstile = new Turnstile(AT_ONCE, MAX_WAITING)
  /** Compared with for unknown accounts. */
  readonly decoy: string

  constructor(cost: PasswordCost = PASSWORD_COST) {
    this.#cost = cost
    this.decoy = `$argon2id$v=19$m=${cost.memory_kib},t=${cost.passes},p=1$${base64(16)}$${base64(32)}`
  }

  hash(password: string): Promise<string> {
    const { memory_kib, passes } = this.#cost
    const options = { algorithm: ARGON2ID, memoryCost: memory_kib, timeCost: passes, parallelism: 1 }
    return this.#turnstile.pass(() => hash(password, options))
  }

  /** Costs the same without a hash, so that the time does not reveal which accounts exist. */
  async verify(known: string | null | undefined, password: string): Promise<boolean> {
    const matches = await this.#turnstile.pass(() => verify(known ?? this.decoy, password))
    return matches && typeof known === 'string'
  }
}

const base64 = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')
