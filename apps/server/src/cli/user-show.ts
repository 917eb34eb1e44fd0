import { timestamp } from '../platform/clock.ts'
import { IDLE_MS } from '../features/accounts/sessions.ts'
import { findLiveSessions } from '../features/accounts/sessions-rows.ts'
import { requireUser } from '../features/accounts/users.ts'
import { withContext, type Command } from './command.ts'

/** A token is renewed in less than this, as long as somebody is there. */
const ONLINE_MS = 10 * 60_000

export const showCommand: Command = {
  name: 'user show',
  usage: '<email>',
  summary: 'Show a person, their devices, and when each was used last',
  details: 'A device is renewed at least every ten minutes while somebody uses it.',
  takes: 1,
  run: ({ config, positionals: [email = ''] }) =>
    withContext(config, async (ctx) => {
      const user = await requireUser(ctx, email)
      const now = ctx.clock.now()
      const sessions = await findLiveSessions(ctx.db.read, user.id, timestamp(now), timestamp(now - IDLE_MS))
      const isOnline = sessions.some(({ last_used_at }) => last_used_at > timestamp(now - ONLINE_MS))
      console.log(`${user.name}\t${user.email}\t${user.role}\t${user.id}`)
      console.log(
        `added ${user.created_at}${user.disabled_at === null ? '' : `, disabled ${user.disabled_at}`}`,
      )
      if (user.password_due_at !== null)
        console.log(`must choose a new password since ${user.password_due_at}`)
      console.log(isOnline ? 'in use within ten minutes' : 'not in use')
      for (const { device_name, created_at, last_used_at } of sessions)
        console.log(`device\t${device_name}\tsince ${created_at}\tused ${last_used_at}`)
    }),
}
