import type { DownFrame, PlainFrame } from '@lectern/protocol'

/** Content for a client. Stored values are excluded: they must be presented first. */
type Content = DownFrame | readonly DownFrame[] | PlainFrame

export const encodeFrame = (content: Content): string => JSON.stringify(content)

const FINAL_TEXT = 0x81

/**
 * One frame for any number of receivers: serialised once, and framed for the socket once (servers never mask).
 */
export class Frame {
  readonly #value: Content | string
  #text: string | undefined
  #bytes: Buffer | undefined

  /** A frame object, a batch of them, or bare text such as `pong`. */
  constructor(value: Content | string) {
    this.#value = value
  }

  get text(): string {
    this.#text ??= typeof this.#value === 'string' ? this.#value : encodeFrame(this.#value)
    return this.#text
  }

  /** A whole WebSocket frame (RFC 6455, 5.2). */
  get bytes(): Buffer {
    this.#bytes ??= framed(this.text)
    return this.#bytes
  }
}

const framed = (text: string): Buffer => {
  const length = Buffer.byteLength(text)
  const offset = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(offset + length)
  bytes[0] = FINAL_TEXT
  if (offset === 2) bytes[1] = length
  else if (offset === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.write(text, offset)
  return bytes
}
