// Forms that several settings have.
import * as z from 'zod'

export const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1')

export function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username + password + search + hash === ''
}
