import { unreachableError } from '../core/errors.ts'

/**
 * Every answer of the server has this header, and its CORS rules let scripts of other origins read it. A captive
 * portal and a proxy answer 200 as well: where no schema tells the server's answer, the header does.
 * @throws ApiError `unavailable` for an answer of anybody else
 */
export const requireOurs = (headers: Headers, what: string): void => {
  if (!headers.has('x-request-id')) throw unreachableError(`The answer to ${what} is not from the server`)
}
