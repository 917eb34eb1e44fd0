// Secrets as files: a backup of the folder contains the keys. A signing key's id is a UUIDv7, which contains
// its time.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from './clock.ts'
import { OperatorError } from './errors.ts'
import { mintId, mintSecret } from './ids.ts'

const ROTATE_AFTER_MS = 30 * 24 * 60 * 60_000
const LOOK_AFTER_MS = 60_000
/** Of a secret of 32 bytes. */
const SECRET_CHARS = 43
const PUSH_FILE = 'push.pem'
const PEM = /^([0-9a-f-]{36})\.pem$/

export interface SigningKey {
  id: string
  /** Milliseconds since 1970. */
  minted_at: number
  private_key: KeyObject
  public_key: KeyObject
}

/** In base64url, as browsers and push services have it: an uncompressed point, and a number. */
export interface PushKeys {
  public_key: string
  private_key: string
}

export class Keys {
  readonly #folder: string
  readonly #clock: Clock
  readonly #acceptMs: number
  #keys: SigningKey[] = []
  #looked_at = 0
  /** For derived values, which are not stored; never changes within a data folder. */
  readonly secret: string

  /**
   * `acceptMs`: how long a signature is valid, and so how long a key is still accepted after a newer one signs.
   * `isNew`: the folder may be without a secret, because nothing was signed yet.
   * @throws OperatorError if a key cannot be read or is damaged
   */
  constructor(folder: string, clock: Clock, acceptMs: number, isNew = true) {
    this.#folder = folder
    this.#clock = clock
    this.#acceptMs = acceptMs
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.secret = this.#loadSecret(isNew)
    this.#load()
  }

  /** The current Ed25519 signing key; a new one every 30 days. */
  signing(): SigningKey {
    // A command may have made a newer one meanwhile.
    if (this.#clock.now() - this.#looked_at >= LOOK_AFTER_MS) this.#load()
    const newest = this.#keys.at(-1)
    if (newest && this.#clock.now() - newest.minted_at < ROTATE_AFTER_MS) return newest
    this.#retire()
    return this.#mint()
  }

  /** Signs with a new key from now on; the one before is accepted as long as its signatures may be valid. */
  rotate(): SigningKey {
    this.#load()
    this.#retire()
    return this.#mint()
  }

  /** The key with that id, as long as its signatures may be valid. */
  find(id: string): SigningKey | undefined {
    if (!this.#keys.some((key) => key.id === id)) this.#load()
    const index = this.#keys.findIndex((key) => key.id === id)
    return this.#isRetired(index) ? undefined : this.#keys[index]
  }

  /** The P-256 key that pushes are signed with, made when it is first asked for. Browsers subscribe to it, so it stays. */
  push(): PushKeys {
    const file = join(this.#folder, PUSH_FILE)
    if (!existsSync(file)) this.#mintPush(file)
    const { x = '', y = '', d = '' } = parseKey(file).export({ format: 'jwk' })
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    return { public_key: point.toString('base64url'), private_key: d }
  }

  /** Another node may do the same now: the first one counts, and nobody reads a part of it. */
  #mintPush(file: string): void {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const part = `${PUSH_FILE}.${mintId(this.#clock)}`
    this.#write(part, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    try {
      linkSync(join(this.#folder, part), file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(join(this.#folder, part))
    }
  }

  /** A token of an unreadable newer key cannot exist: ids are tried as file names. */
  #load(): void {
    this.#looked_at = this.#clock.now()
    this.#keys = readdirSync(this.#folder)
      .flatMap((file) => PEM.exec(file)?.[1] ?? [])
      .sort()
      .map((id) => this.#read(id))
  }

  #read(id: string): SigningKey {
    const private_key = parseKey(join(this.#folder, `${id}.pem`))
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

  #loadSecret(isNew: boolean): string {
    const file = join(this.#folder, 'secret')
    if (!existsSync(file)) {
      if (!isNew)
        throw new OperatorError(
          `${file} is missing, but the database is not new: bring the keys of a backup back.`,
        )
      this.#write('secret', mintSecret())
    }
    const secret = readKeyFile(file).toString('utf8')
    if (secret.length < SECRET_CHARS)
      throw new OperatorError(`${file} is not a whole secret: bring the keys of a backup back.`)
    return secret
  }

  #write(file: string, content: string): void {
    writeFileSync(join(this.#folder, file), content, { mode: 0o600, flag: 'wx', flush: true })
  }
}

const parseKey = (file: string): KeyObject => {
  const pem = readKeyFile(file)
  try {
    return createPrivateKey(pem)
  } catch {
    throw new OperatorError(
      `${file} is not a whole key: bring the keys of a backup back, or remove this file.`,
    )
  }
}

/** Only a file that is not there is absent: one that cannot be read must never be taken for a new beginning. */
const readKeyFile = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new OperatorError(`${file} cannot be read: ${(error as Error).message}.`)
  }
}
