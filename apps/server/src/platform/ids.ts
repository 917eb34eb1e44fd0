import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'

/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, then the random part of a version 4, so that new ids sort
 * last.
 */
export const mintId = (clock: Clock): string => {
  const time = clock.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** `bytes` of randomness as base64url: 32 bytes are a 256-bit secret. */
export const mintSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url')
