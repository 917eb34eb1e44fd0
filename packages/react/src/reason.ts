import { ApiError } from '@lectern/client'

/** Why something failed, for a person. */
export const reasonOf = (error: unknown): string =>
  error instanceof ApiError ? error.problem.detail || error.problem.title : String(error)
