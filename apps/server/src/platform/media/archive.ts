// Reads an untrusted ZIP archive: unpacks only the requested files, and never more than the limit, whatever
// sizes the archive claims. Archives beyond 4 GB, in parts, or with a password are not documents.
import { inflateRawSync } from 'node:zlib'

export class UnpacksTooLarge extends Error {}

interface Entry {
  method: number
  packed: number
  /** The offset of its own header. */
  at: number
}

const END = 0x06054b50
const END_BYTES = 22
const MAX_COMMENT = 0xffff
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const STORED = 0
const DEFLATED = 8

/** In the form that the Word reader expects. */
export class Archive {
  readonly #bytes: Buffer
  readonly #entries: Map<string, Entry>
  #left: number

  /** @throws RangeError, Error if it is damaged */
  constructor(bytes: Buffer, maxUnpacked: number) {
    this.#bytes = bytes
    this.#left = maxUnpacked
    this.#entries = readDirectory(bytes)
  }

  readonly exists = (name: string): boolean => this.#entries.has(name)

  readonly read = async (name: string, encoding?: string): Promise<string | Uint8Array> => {
    const data = this.#unpack(name)
    if (encoding === undefined) return data
    return encoding === 'base64' ? data.toString('base64') : new TextDecoder(encoding).decode(data)
  }

  #unpack(name: string): Buffer {
    const entry = this.#entries.get(name)
    if (!entry) throw new Error(`There is no ${name} in the archive.`)
    const packed = dataOf(this.#bytes, entry)
    if (entry.method !== STORED && entry.method !== DEFLATED) throw new Error('Packed in an unknown manner.')
    const data = entry.method === STORED ? packed : inflate(packed, this.#left)
    if (data.length > this.#left) throw new UnpacksTooLarge()
    this.#left -= data.length
    return data
  }
}

const readDirectory = (bytes: Buffer): Map<string, Entry> => {
  const end = findEnd(bytes)
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== DIRECTORY) throw new Error('The directory of the archive is damaged.')
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, nameEnd)
    const method = bytes.readUInt16LE(at + 10)
    entries.set(name, { method, packed: bytes.readUInt32LE(at + 20), at: bytes.readUInt32LE(at + 42) })
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

const findEnd = (bytes: Buffer): number => {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT)
  for (let at = bytes.length - END_BYTES; at >= first; at--) if (bytes.readUInt32LE(at) === END) return at
  throw new Error('This is no archive.')
}

const dataOf = (bytes: Buffer, { at, packed }: Entry): Buffer => {
  if (bytes.readUInt32LE(at) !== LOCAL) throw new Error('The archive is damaged.')
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (start + packed > bytes.length) throw new Error('The archive breaks off.')
  return bytes.subarray(start, start + packed)
}

const inflate = (packed: Buffer, max: number): Buffer => {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, max) })
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw isFull ? new UnpacksTooLarge() : error
  }
}
