import type { Card, ErrorCode, FileFault, Review, UploadFault } from '@lectern/protocol'

export interface Refusal {
  /** Which input is meant, as a path: `content`, `member_ids.3`. */
  field?: string
  limit?: number
  actual?: number
  retry_after_ms?: number
  /** Of a file that cannot become a document, or an attachment. */
  why?: FileFault | UploadFault
  /** Over which a change was refused, as it is now. */
  card?: Card
  /** The same of a draft. */
  review?: Review
}

/** A refusal the caller can act on. Everything else that is thrown is `internal` and never described to users. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly refusal: Refusal

  constructor(code: ErrorCode, message: string, refusal: Refusal = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.refusal = refusal
  }
}

/** What somebody may see nothing of does not exist for them, either. */
export const notFound = (what: string): AppError => new AppError('not_found', `There is no such ${what}.`)

/** A mistake of whoever runs this installation: told in one message, without a stack trace. */
export class OperatorError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OperatorError'
  }
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
