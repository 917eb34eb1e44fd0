// Which passwords a person may choose (NIST SP 800-63B): long enough, not one that many people use, and not their name.
// Nothing about the kinds of characters, which only makes passwords alike.
import { readFileSync } from 'node:fs'
import { LIMITS, type PasswordFault } from '@lectern/protocol'
import { AppError } from '../../platform/errors.ts'

/** Those of 8 characters and more, most frequent first (from the MIT-licensed lists of zxcvbn), one in a line. */
const COMMON_FILE = new URL('../../../common-passwords.txt', import.meta.url)

let common: ReadonlySet<string> | undefined

/** Refuses a password that a person wants to choose instead of `former`. @throws AppError `invalid` with `why` */
export const assertGoodPassword = (
  password: string,
  person: { email: string; name: string },
  former?: string,
): void => {
  const actual = Array.from(password).length
  const limit = LIMITS.password_min_chars
  if (actual < limit)
    throw refusal('too_short', `A password needs at least ${limit} characters.`, { limit, actual })
  if (password === former) throw refusal('unchanged', 'The new password is the same as before.')
  const plain = fold(password)
  if (isOwn(plain, person))
    throw refusal('own_name', 'A password must not be made of the name or the email address.')
  if (isCommon(plain)) throw refusal('common', 'Many people use this password, so it is tried first.')
}

const refusal = (why: PasswordFault, message: string, about: { limit?: number; actual?: number } = {}) =>
  new AppError('invalid', message, { field: 'password', why, ...about })

/** Capitals, and digits or signs at the end, do not make a common password another one. */
const isCommon = (plain: string): boolean => {
  common ??= new Set(readFileSync(COMMON_FILE, 'utf8').split('\n'))
  const stem = plain.replace(/(?<=\p{L})[^\p{L}]+$/u, '')
  const isOneCharacter = new Set(plain).size === 1
  return isOneCharacter || common.has(plain) || (stem.length >= LIMITS.password_min_chars && common.has(stem))
}

/** Nothing is left of it without the name, the address and what is no letter. */
const isOwn = (plain: string, { email, name }: { email: string; name: string }): boolean => {
  const words = [email, ...email.split(/[@.+_-]/), name, ...name.split(/\s+/)].map(fold)
  const own = words.filter((word) => word.length >= 3).toSorted((a, b) => b.length - a.length)
  const rest = own.reduce((text, word) => text.replaceAll(word, ''), plain)
  return rest !== plain && !/\p{L}{3}/u.test(rest) && rest.length < LIMITS.password_min_chars
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()
