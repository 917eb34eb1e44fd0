// The ways for networks that block sockets, in one file that few devices load.
import { PollTransport, type PollParts } from './poll-transport.ts'
import { SseTransport } from './sse-transport.ts'
import type { Transport } from './transport.ts'

export type FallbackName = 'sse' | 'poll'

export const fallbackTransport = (name: FallbackName, parts: PollParts): Transport =>
  name === 'sse' ? new SseTransport(parts.http, parts.core) : new PollTransport(parts)
