import type { Card } from '@lectern/protocol'

/** Why something its author wrote or chose did not get to the server. */
export interface SendFailure {
  code: string
  /** What the server said, for the person who wrote it. */
  reason: string
  /** Of a file, in a word; see `FILE_FAULTS` and `UPLOAD_FAULTS` of the protocol. */
  why?: string
  /** Of something too large: how large it may be; of a file in bytes. */
  limit?: number
  /** Sending the same again may succeed, for example after being added to the conversation. */
  retryable: boolean
  /** Of a conflict over a card: as it is now. */
  card?: Card
}

/** The same would be refused again. */
export const HOPELESS: readonly string[] = ['invalid', 'too_large', 'rejected', 'conflict']
