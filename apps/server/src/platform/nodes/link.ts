/**
 * Carries short messages between the nodes of an installation. It promises nothing: what it loses, the nodes find in the
 * database.
 */
export interface Link {
  /** For people: "Redis redis://…". */
  readonly name: string
  send(message: string): void
  /** Messages of all nodes, also of this one, in the order of each sender. */
  listen(hear: (message: string) => void): void
  /** Begins with new connections: the present ones carry nothing. */
  renew(): void
  close(): Promise<void>
}

/** What fits into one message of any link: NOTIFY takes less than 8,000 bytes. */
export const MAX_MESSAGE_BYTES = 7_900
