import { pino, type DestinationStream } from 'pino'
import type { Clock } from './clock.ts'

/** Structured log: an event name first, then its facts. Secrets never come here (AU4); what looks like one is cut. */
export interface Log {
  debug(facts: object, event: string): void
  info(facts: object, event: string): void
  warn(facts: object, event: string): void
  error(facts: object, event: string): void
  child(facts: object): Log
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

const SECRET_PATHS = [
  'token',
  'access_token',
  'refresh_token',
  'ticket',
  'password',
  'authorization',
  'cookie',
]

/** Standard output, written in larger pieces: a system call for each line would be felt. Flush it before the end. */
export const bufferedOutput = (clock: Clock): { stream: DestinationStream; flush(): void } => {
  const stream = pino.destination({ dest: 1, sync: false, minLength: 4096 })
  clock.every(500, () => stream.flush())
  return { stream, flush: () => stream.flushSync() }
}

/** JSON lines on standard output unless another destination is given. */
export const createLog = (level: LogLevel, destination?: DestinationStream): Log => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRET_PATHS.flatMap((path) => [path, `*.${path}`, `*.*.${path}`]),
      censor: '[redacted]',
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
