import type { Card } from '@lectern/protocol'

/** Why a message or file of the author did not reach the server. */
export interface SendFailure {
  code: string
  /** The server's reason, for the author. */
  reason: string
  /** The fault of a file as a code; see `FILE_FAULTS` and `UPLOAD_FAULTS` of the protocol. */
  why?: string
  /** For something too large: the allowed size, in bytes for a file. */
  limit?: number
  /** The same content may succeed later, for example after the author is added to the conversation. */
  retryable: boolean
  /** For a conflict over a card: the card as it is now. */
  card?: Card
}

/** Codes for which another attempt is refused as well. */
export const HOPELESS: readonly string[] = ['invalid', 'too_large', 'rejected', 'conflict']
