import { ERRORS, type ErrorCode } from '@lectern/protocol'

/** A refusal, answered as a problem document. */
export class FakeRefusal extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  readonly why: string | undefined
  /** Of `too_large`. */
  limit?: number
  actual?: number

  constructor(code: ErrorCode, detail: string = ERRORS[code].title, field?: string, why?: string) {
    super(detail)
    this.code = code
    this.field = field
    this.why = why
  }
}
