import { findUserByEmail } from '../features/accounts/users-rows.ts'
import { issueTokens, openSession } from '../features/accounts/sessions.ts'
import { foldEmail } from '../features/accounts/users.ts'
import { OperatorError } from '../platform/errors.ts'
import { withContext, type Command } from './command.ts'

export const tokenCommand: Command = {
  name: 'token',
  usage: '<email>',
  summary: 'Print an access token, for trying out the interface',
  details: 'It is valid for ten minutes and belongs to a session of its own, which the person can revoke.',
  takes: 1,
  run: ({ config, positionals: [email = ''] }) =>
    withContext(config, async (ctx) => {
      const user = await findUserByEmail(ctx.db.read, foldEmail(email))
      if (!user) throw new OperatorError(`There is no user ${email}.`)
      if (user.disabled_at !== null) throw new OperatorError(`${email} is disabled.`)
      const opened = await ctx.db.write((transaction) => openSession(ctx, transaction, user, 'lectern token'))
      const { tokens } = await issueTokens(ctx, user, opened.session_id, opened.refresh_token)
      console.log(tokens.access_token)
    }),
}
