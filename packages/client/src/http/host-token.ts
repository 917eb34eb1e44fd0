// The access token that the host of an embedded chat gives. The host is code of others.
import type { ErrorCode } from '@lectern/protocol'
import type { Clock } from '../core/clock.ts'
import type { Emits } from '../core/emitter.ts'
import { networkError } from '../core/errors.ts'
import { inTime } from '../core/in-time.ts'

/** A host that does not give a token within this time is asked again. */
const ANSWER_MS = 15_000

/** Whether the first answer to a token shows that the token, or the path of the server, is wrong. */
export const isTelling = (code: ErrorCode): boolean => code === 'unauthorized' || code === 'not_found'

/** @throws TypeError if the host gives no text */
const tokenOf = async (getToken: () => unknown): Promise<string> => {
  const token = await getToken()
  if (typeof token === 'string' && token !== '') return token
  throw new TypeError(`it returned ${token === '' ? 'an empty text' : typeof token}`)
}

/**
 * The host's request may fail as it likes; most likely its own server cannot be reached.
 * @throws ApiError `unavailable`
 */
export const askHost = (
  getToken: () => unknown,
  { clock, events }: { clock: Clock; events?: Emits<{ token_failed: unknown }> | undefined },
): Promise<string> =>
  inTime(clock, ANSWER_MS, tokenOf(getToken)).catch((error: unknown) => {
    events?.emit('token_failed', error)
    throw networkError(error)
  })

/** Told to a host whose person can do nothing yet. */
export const passwordDue = (): Error =>
  new Error('This person must choose a new password first, in the app at the address of the server.')
