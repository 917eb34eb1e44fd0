import { ERRORS, type ErrorCode } from '@lectern/protocol'

/** A refusal, answered as a problem document. */
export class FakeRefusal extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, detail: string = ERRORS[code].title) {
    super(detail)
    this.code = code
  }
}
