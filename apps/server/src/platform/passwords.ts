import { randomBytes } from 'node:crypto'
import { hash, verify, type Algorithm } from '@node-rs/argon2'
import { Turnstile, type Passage } from './turnstile.ts'

export interface PasswordCost {
  memory_kib: number
  passes: number
}

/** Argon2id, 64 MiB, three passes: about a tenth of a second. */
export const PASSWORD_COST: PasswordCost = { memory_kib: 64 * 1024, passes: 3 }

/** Each takes its memory and a thread: more at once would starve everything else. */
const AT_ONCE = 4
const MAX_WAITING = 1_000
/** Of one address, behind which there may be a school. */
const MAX_WAITING_EACH = 200
/** What the operator or the person asks for. */
const OWN: Passage = { who: ['own'], first: true }
const ARGON2ID = 2 as Algorithm

export class Passwords {
  readonly #cost: PasswordCost
  readonly #turnstile = new Turnstile({
    at_once: AT_ONCE,
    max_waiting: MAX_WAITING,
    max_waiting_each: MAX_WAITING_EACH,
  })
  /** Compared with for people who are not there. */
  readonly decoy: string

  constructor(cost: PasswordCost = PASSWORD_COST) {
    this.#cost = cost
    this.decoy = `$argon2id$v=19$m=${cost.memory_kib},t=${cost.passes},p=1$${base64(16)}$${base64(32)}`
  }

  hash(password: string): Promise<string> {
    const { memory_kib, passes } = this.#cost
    const options = { algorithm: ARGON2ID, memoryCost: memory_kib, timeCost: passes, parallelism: 1 }
    return this.#turnstile.pass(OWN, () => hash(password, options))
  }

  /** Costs the same when there is nothing to compare with, so that the time does not tell who has an account. */
  async verify(known: string | null | undefined, password: string, passage: Passage = OWN): Promise<boolean> {
    const matches = await this.#turnstile.pass(passage, () => verify(known ?? this.decoy, password))
    return matches && typeof known === 'string'
  }
}

const base64 = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')
