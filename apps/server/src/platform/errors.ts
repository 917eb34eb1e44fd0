import type { Card, ErrorCode, FileFault, PasswordFault, Review, UploadFault } from '@lectern/protocol'

export interface Refusal {
  /** The path of the wrong input: `content`, `member_ids.3`. */
  field?: string
  limit?: number
  actual?: number
  retry_after_ms?: number
  /** For a file that cannot become a document, or an attachment; for a password that may not be chosen. */
  why?: FileFault | UploadFault | PasswordFault | 'password_due' | 'last_staff'
  /** For a conflict over a card: its current state. */
  card?: Card
  /** For a conflict over an unpublished answer: its review. */
  review?: Review
}

/** A refusal that the caller can act on. Any other error is `internal` and never described to users. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly refusal: Refusal

  /** `cause` is for the log only. */
  constructor(code: ErrorCode, message: string, refusal: Refusal = {}, options: ErrorOptions = {}) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.refusal = refusal
  }
}

/** A hidden thing does not exist for the viewer. */
export const notFound = (what: string): AppError => new AppError('not_found', `There is no such ${what}.`)

/** A mistake of the operator: reported in one message, without a stack trace. */
export class OperatorError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'OperatorError'
  }
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${message}`)
}
