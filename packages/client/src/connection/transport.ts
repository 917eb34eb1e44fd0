// The interface of every transport, so that sync does not need to know which one it is.
import type { PostedFrame } from '@lectern/protocol'
import type { ApiError } from '../core/errors.ts'

/** Reports of one link; nothing follows `closed` or `failed`. */
export interface LinkEvents {
  opened(): void
  /**
   * One message: `pong`, a frame or a batch of frames as JSON text. A later `hello` starts again without a gap.
   */
  received(text: string): void
  /** `code`: the close code if the transport has one. */
  closed(code: number | undefined): void
  /** The server refused, or did not answer at all. */
  failed(error: ApiError): void
}

/** One attempt to connect. */
export interface Link {
  /** Sends to the server; drops the frame when the link is not open. */
  send(frame: PostedFrame): void
  /** Idempotent; no report follows. */
  close(): void
}

export type TransportName = 'websocket' | 'sse' | 'poll' | 'tab'

export interface Transport {
  readonly name: TransportName
  /** A connection over this transport counts as `degraded`. */
  readonly fallback: boolean
  open(user_id: string, events: LinkEvents): Link
}
