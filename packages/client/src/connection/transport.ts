// The one shape every way of receiving frames has, so that sync never knows which it is.
import type { PostedFrame } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'

/** Reports of one link; after `closed` or `failed` nothing more comes. */
export interface LinkEvents {
  opened(): void
  /** One message: `pong`, a frame or a batch of frames as JSON text. A later `hello` begins anew without a gap. */
  received(text: string): void
  /** `code`: the close code where the transport has one. */
  closed(code: number | undefined): void
  /** The server refused, or could not be asked at all. */
  failed(error: ApiError): void
}

/** One attempt at being connected. */
export interface Link {
  /** To the server; dropped when the link is not open. */
  send(frame: PostedFrame): void
  /** Idempotent, and nothing is reported afterwards. */
  close(): void
}

export type TransportName = 'websocket' | 'sse' | 'poll' | 'tab'

export interface Transport {
  readonly name: TransportName
  /** Live over this transport counts as `degraded`. */
  readonly fallback: boolean
  open(user_id: string, events: LinkEvents): Link
}
