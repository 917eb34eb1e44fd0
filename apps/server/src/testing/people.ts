import type { Role } from '@lectern/protocol'
import { issueTokens, openSession } from '../features/accounts/sessions.ts'
import { createUser } from '../features/accounts/users.ts'
import type { UserRecord } from '../features/accounts/users-rows.ts'
import { verifyAccess } from '../features/accounts/verify.ts'
import type { Context, Viewer } from '../features/context.ts'

/** A user with an account and a session. */
export interface Person extends Viewer {
  email: string
  password: string
  access_token: string
  refresh_token: string
}

export const addPerson = async (ctx: Context, name: string, role: Role): Promise<Person> => {
  const email = `${name.toLowerCase()}@example.edu`
  const password = `the password of ${name}`
  return signInAs(ctx, await createUser(ctx, { email, name, role, password }), password)
}

/** Another session of the same person. */
export const signInAs = async (ctx: Context, user: UserRecord, password: string): Promise<Person> => {
  const opened = await ctx.db.write((transaction) => openSession(ctx, transaction, user, 'a test'))
  const { tokens } = await issueTokens(ctx, user, opened.session_id, opened.refresh_token)
  return {
    user_id: user.id,
    session_id: opened.session_id,
    name: user.name,
    role: user.role,
    email: user.email,
    password,
    access_token: tokens.access_token,
    refresh_token: opened.refresh_token,
  }
}

/** The first arguments of a feature function, to run it as a person. */
export const contextOf = async (ctx: Context, person: Person): Promise<[Context, Viewer]> => [
  ctx,
  await verifyAccess(ctx, person.access_token),
]
