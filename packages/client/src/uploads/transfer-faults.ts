import { Problem } from '@lectern/protocol'
import * as z from 'zod/mini'
import { deferred } from '../core/deferred.ts'
import { ApiError, isProgramError, strangeAnswerError, unreachableError } from '../core/errors.ts'
import { parseJson } from '../core/parse-json.ts'
import { idIn, Unreadable } from './upload.ts'

/** What the code of a transfer needs of the rest, to tell what went wrong. */
export const faults = {
  ...{ deferred, isProgramError, strangeAnswerError, unreachableError, idIn, Unreadable },
  /** The server's own refusal, if it is one. */
  problemIn: (body: string): ApiError | undefined => {
    const problem = z.safeParse(Problem, parseJson(body))
    return problem.success ? new ApiError(problem.data) : undefined
  },
}
export type Faults = typeof faults
