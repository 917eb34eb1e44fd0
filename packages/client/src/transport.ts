// The one shape every way of receiving frames has, so that sync never knows which it is.

/** Reports of one link; after `closed` nothing more comes. */
export interface LinkEvents {
  opened(): void
  /** One message: `pong`, a frame or a batch of frames as JSON text. */
  received(text: string): void
  /** `code`: the close code where the transport has one. */
  closed(code: number | undefined): void
}

/** One attempt at being connected. */
export interface Link {
  /** Text to the server; dropped when the link is not open. */
  send(text: string): void
  /** Idempotent, and nothing is reported afterwards. */
  close(): void
}

export interface Transport {
  readonly name: 'websocket' | 'sse' | 'poll'
  /** Live over this transport counts as `degraded`. */
  readonly fallback: boolean
  open(user_id: string, token: string, events: LinkEvents): Link
}
