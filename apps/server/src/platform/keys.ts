// Secrets as files: a backup of the folder contains the keys. A signing key's id is a UUIDv7, which contains
// its time.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import { mintId, mintSecret } from './ids.ts'

const ROTATE_AFTER_MS = 30 * 24 * 60 * 60_000
const PEM = /^([0-9a-f-]{36})\.pem$/

export interface SigningKey {
  id: string
  /** Milliseconds since 1970. */
  minted_at: number
  private_key: KeyObject
  public_key: KeyObject
}

export class Keys {
  readonly #folder: string
  readonly #clock: Clock
  readonly #acceptMs: number
  #keys: SigningKey[] = []
  /** For derived values, which are not stored; never changes within a data folder. */
  readonly secret: string

  /**
   * `acceptMs`: how long a signature is valid, and so how long a key is still accepted after a newer one signs.
   */
  constructor(folder: string, clock: Clock, acceptMs: number) {
    this.#folder = folder
    this.#clock = clock
    this.#acceptMs = acceptMs
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.secret = this.#loadSecret()
    this.#load()
  }

  /** The current Ed25519 signing key; a new one every 30 days. */
  signing(): SigningKey {
    const newest = this.#keys.at(-1)
    if (newest && this.#clock.now() - newest.minted_at < ROTATE_AFTER_MS) return newest
    this.#retire()
    return this.#mint()
  }

  /** The key with that id, as long as its signatures may be valid. */
  find(id: string): SigningKey | undefined {
    if (!this.#keys.some((key) => key.id === id)) this.#load()
    const index = this.#keys.findIndex((key) => key.id === id)
    return this.#isRetired(index) ? undefined : this.#keys[index]
  }

  /** A token of an unreadable newer key cannot exist: ids are tried as file names. */
  #load(): void {
    this.#keys = readdirSync(this.#folder)
      .flatMap((file) => PEM.exec(file)?.[1] ?? [])
      .sort()
      .map((id) => this.#read(id))
  }

  #read(id: string): SigningKey {
    const private_key = createPrivateKey(readFileSync(join(this.#folder, `${id}.pem`)))
    const minted_at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
    return { id, minted_at, private_key, public_key: createPublicKey(private_key) }
  }

  #mint(): SigningKey {
    const id = mintId(this.#clock)
    const { privateKey } = generateKeyPairSync('ed25519')
    this.#write(`${id}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    const key = this.#read(id)
    this.#keys.push(key)
    return key
  }

  #isRetired(index: number): boolean {
    const next = this.#keys[index + 1]
    return next !== undefined && this.#clock.now() - next.minted_at > this.#acceptMs
  }

  #retire(): void {
    const retired = this.#keys.filter((_, index) => this.#isRetired(index))
    for (const { id } of retired) rmSync(join(this.#folder, `${id}.pem`), { force: true })
    this.#keys = this.#keys.filter((key) => !retired.includes(key))
  }

  #loadSecret(): string {
    const file = join(this.#folder, 'secret')
    try {
      return readFileSync(file, 'utf8')
    } catch {
      this.#write('secret', mintSecret())
      return readFileSync(file, 'utf8')
    }
  }

  #write(file: string, content: string): void {
    writeFileSync(join(this.#folder, file), content, { mode: 0o600, flag: 'wx', flush: true })
  }
}
