import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then random, so that new ids sort last. */
export const mintId = (clock: Clock): string => {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(clock.now(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** `bytes` of randomness as base64url: 32 bytes are a 256-bit secret. */
export const mintSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')
