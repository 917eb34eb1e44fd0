import * as z from 'zod/mini'
import { Id, Timestamp } from './ids.ts'
import { Me } from './user.ts'
import { line, text } from './text.ts'

const RefreshIn = z.enum(['cookie', 'body'])

export const Login = z.object({
  email: text(320),
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
  device_name: z.optional(line(80)),
  /**
   * Where the refresh token is sent: an HttpOnly cookie (default), or the answer for clients without cookies.
   */
  refresh_in: z.optional(RefreshIn),
})
export type Login = z.infer<typeof Login>

export const Refresh = z.object({ refresh_token: z.optional(z.string().check(z.maxLength(512))) })
export type Refresh = z.infer<typeof Refresh>

export const Tokens = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds. */
  expires_in: z.int(),
  user: Me,
  refresh_token: z.optional(z.string()),
})
export type Tokens = z.infer<typeof Tokens>

/** For a password that a person chooses: `password` may not be one that many people use. */
export const ChangePassword = z.object({
  current_password: z.string().check(z.minLength(1), z.maxLength(1024)),
  password: z.string().check(z.minLength(1), z.maxLength(1024)),
  /** Signs out every other device. */
  end_others: z.optional(z.boolean()),
})
export type ChangePassword = z.infer<typeof ChangePassword>

/** Why a password may not be chosen; there may be others. */
export const PASSWORD_FAULTS = ['too_short', 'common', 'own_name', 'unchanged'] as const
export type PasswordFault = (typeof PASSWORD_FAULTS)[number]

/** A signed-in device. */
export const Session = z.object({
  id: Id,
  device_name: z.string(),
  created_at: Timestamp,
  last_used_at: Timestamp,
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

/** Valid once, for the socket's `token` parameter; `expires_in` in seconds. */
export const Ticket = z.object({ ticket: z.string(), expires_in: z.int() })
export type Ticket = z.infer<typeof Ticket>
