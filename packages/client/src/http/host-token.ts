// The access token that the host of an embedded chat gives. The host is code of others.
import type { ErrorCode } from '@lectern/protocol'

/** Whether the first answer to a token shows that the token, or the path of the server, is wrong. */
export const isTelling = (code: ErrorCode): boolean => code === 'unauthorized' || code === 'not_found'

/** @throws TypeError if the host gives no text */
export const tokenOf = async (getToken: () => unknown): Promise<string> => {
  const token = await getToken()
  if (typeof token === 'string' && token !== '') return token
  throw new TypeError(`it returned ${token === '' ? 'an empty text' : typeof token}`)
}
