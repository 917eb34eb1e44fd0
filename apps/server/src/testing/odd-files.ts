// Files of kinds that the libraries of the tests cannot make.
import { crc32, deflateSync } from 'node:zlib'

/** 64 × 40 pixels, red at the left, blue at the right; made with heif-enc. */
export const heic = (): Buffer =>
  Buffer.from(
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAvxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAGGlkYXQAAAAAAEAAKAAAAAAAQAAoAAAAYGlsb2MBAAAAREAABAABAAAAAAAAAyAAAQAAAAAAAAApAAIAAQAAAAAAAAABAAAAAAAAAAgAAwAAAAAAAANJAAEAAAAAAAAAEwAEAAEAAAAAAAAAAQAAAAgAAAAIAAAAYmlpbmYAAAAAAAQAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAAAVaW5mZQIAAAEAAwAAaHZjMQAAAAAVaW5mZQIAAAAABAAAZ3JpZAAAAAGxaXBycAAAAYRpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQEDcAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlzcGUAAAAAAAAAQAAAACgAAAAQcGl4aQAAAAADCAgIAAAAcWh2Y0MBBAgAAAAAAAAAAAAe8AD8/Pj4AAAPAyAAAQAXQAEMAf//BAgAAAMAn/gAAAMAAB66AkAhAAEAJkIBAQQIAAADAJ/4AAADAAAewIIEFlurkprmwIAAAAMAgAAAAwCEIgABAAZEAcFzwIkAAAAUaXNwZQAAAAAAAABAAAAAQAAAABRpc3BlAAAAAAAAAEAAAAAoAAAADnBpeGkAAAAAAQgAAAAnYXV4QwAAAAB1cm46bXBlZzpoZXZjOjIwMTU6YXV4aWQ6MQAAAAAlaXBtYQAAAAAAAAAEAAECgQIAAgIDhAADAoUGAAQDB4iJAAAANmlyZWYAAAAAAAAADmRpbWcAAgABAAEAAAAOZGltZwAEAAEAAwAAAA5hdXhsAAQAAQACAAAARG1kYXQAAAAlKAGvE4DlMff/ug0/3Ks/xdksEs/N8+5jK/pwe/hLD6yij2nPwAAAAA8oAa4n59y33/+aL3nAK+A=',
    'base64',
  )

/** Rows from below, three bytes for a pixel: blue, green, red. */
export const bmp = (width: number, height: number): Buffer => {
  const row = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + row * height)
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) file[54 + y * row + x * 3 + 2] = 255
  return file
}

/** A moving PNG: red, then blue, each for a fifth of a second. */
export const apng = (width: number, height: number): Buffer => {
  const rows = (r: number, b: number) => {
    const line = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 4, Buffer.of(r, 0, b, 255))])
    return deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))
  }
  const control = (sequence: number) => words(sequence, width, height, 0, 0, (1 << 16) | 5, 0).subarray(0, 26)
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', Buffer.concat([words(width, height), Buffer.of(8, 6, 0, 0, 0)])),
    chunk('acTL', words(2, 0)),
    chunk('fcTL', control(0)),
    chunk('IDAT', rows(255, 0)),
    chunk('fcTL', control(1)),
    chunk('fdAT', Buffer.concat([words(2), rows(0, 255)])),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A WebM of one track without a single frame: sound, or a picture. */
export const webm = (track: 'sound' | 'picture'): Buffer => {
  const codec = track === 'sound' ? 'A_OPUS' : 'V_VP8'
  const about =
    track === 'sound'
      ? element('e1', element('b5', float(48_000)), element('9f', Buffer.of(2)))
      : element('e0', element('b0', Buffer.of(16)), element('ba', Buffer.of(16)))
  const entry = element(
    'ae',
    ...[element('d7', Buffer.of(1)), element('73c5', Buffer.of(1))],
    element('83', Buffer.of(track === 'sound' ? 2 : 1)),
    ...[element('86', Buffer.from(codec)), about],
  )
  const head = element('1a45dfa3', element('4282', Buffer.from('webm')), element('4287', Buffer.of(4)))
  const info = element('1549a966', element('2ad7b1', Buffer.of(0x0f, 0x42, 0x40)))
  return Buffer.concat([head, element('18538067', info, element('1654ae6b', entry))])
}

const words = (...numbers: number[]): Buffer => {
  const out = Buffer.alloc(numbers.length * 4)
  numbers.forEach((number, at) => out.writeUInt32BE(number, at * 4))
  return out
}

const float = (number: number): Buffer => {
  const out = Buffer.alloc(4)
  out.writeFloatBE(number)
  return out
}

/** An EBML element with a size of four bytes. */
const element = (id: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from(id, 'hex'), words((0x10000000 | body.length) >>> 0), body])
}

/** A part of a PNG. */
export const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), content])
  return Buffer.concat([words(content.length), body, words(crc32(body))])
}
