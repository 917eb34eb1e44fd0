import { ApiError } from '@lectern/client'
import { LIMITS } from '@lectern/protocol'
import { texts } from '../texts/texts.ts'
import { describe, isUnreachable } from '../ui/report.ts'

const t = texts.settings.passwordRefused

export type PasswordField = 'current_password' | 'password'

/** Why a change of the password was refused; at a field, if it is the fault of one. */
export interface PasswordRefusal {
  field?: PasswordField
  text: string
}

export const missingIn = (current: string, next: string): PasswordRefusal | undefined => {
  if (current === '') return { field: 'current_password', text: t.missing }
  if (next === '') return { field: 'password', text: t.newMissing }
  if (Array.from(next).length < LIMITS.password_min_chars)
    return { field: 'password', text: t.too_short(LIMITS.password_min_chars) }
  return undefined
}

export const passwordRefusalOf = (error: unknown): PasswordRefusal => {
  if (isUnreachable(error) || !(error instanceof ApiError)) return { text: describe(error) }
  const { code, field, why, limit, retry_after_ms = 30_000 } = error.problem
  if (code === 'forbidden') return { field: 'current_password', text: t.wrong }
  if (code === 'rate_limited') return { field: 'current_password', text: texts.signIn.locked(retry_after_ms) }
  if (field !== 'password') return { text: describe(error) }
  if (why === 'too_short') return { field, text: t.too_short(limit ?? LIMITS.password_min_chars) }
  if (why === 'common' || why === 'own_name' || why === 'unchanged') return { field, text: t[why] }
  return { field, text: describe(error) }
}
