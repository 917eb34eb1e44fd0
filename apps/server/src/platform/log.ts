import { pino, type DestinationStream, type LoggerOptions } from 'pino'
import type { Clock } from './clock.ts'

/**
 * Structured log: an event name first, then its facts. Secrets must not be logged (AU4); strings that look like
 * one are cut.
 */
export interface Log {
  debug(facts: object, event: string): void
  info(facts: object, event: string): void
  warn(facts: object, event: string): void
  error(facts: object, event: string): void
  child(facts: object): Log
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

const SECRETS = new Set([
  'token',
  'access_token',
  'refresh_token',
  'ticket',
  'password',
  'password_hash',
  'authorization',
  'cookie',
  'set-cookie',
])
const REDACTED = '[redacted]'
const JWT = /eyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g

/**
 * Standard output, written in larger blocks, because a system call for each line is slow. Flush it before the
 * end.
 */
export const bufferedOutput = (clock: Clock): { stream: DestinationStream; flush(): void } => {
  const stream = pino.destination({ dest: 1, sync: false, minLength: 4096 })
  clock.every(500, () => stream.flush())
  return { stream, flush: () => stream.flushSync() }
}

/** JSON lines on standard output unless another destination is given. */
export const createLog = (level: LogLevel, destination?: DestinationStream): Log => {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: withoutSecrets },
    hooks: { streamWrite: (line) => (line.includes('eyJ') ? line.replace(JWT, REDACTED) : line) },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** By name, at any depth. Pino's own redaction by paths costs more than the rest of a line. */
const withoutSecrets = (facts: Record<string, unknown>): Record<string, unknown> => {
  let clean = facts
  for (const [key, value] of Object.entries(facts)) {
    const kept = SECRETS.has(key) ? REDACTED : isPlain(value) ? withoutSecrets(value) : value
    if (kept !== value) clean = { ...clean, [key]: kept }
  }
  return clean
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Error)
