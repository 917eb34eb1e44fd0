import { recordAudit } from '../records/audit.ts'
import { withContext, type Command } from './command.ts'

export const keysCommand: Command = {
  name: 'keys rotate',
  usage: '',
  summary: 'Sign with a new key, when the old one may be known to somebody',
  details:
    'The old key is accepted until what it signed has expired, so nobody is signed out. A running server signs with the new\n' +
    'one within a minute. It is done every 30 days without this command.',
  takes: 0,
  run: ({ config }) =>
    withContext(config, async (ctx) => {
      const { id } = ctx.keys.rotate()
      await ctx.db.write((transaction) =>
        recordAudit(ctx, transaction, { kind: 'keys_rotated', target_id: id, detail: {} }),
      )
      console.log(`${config.data_dir} signs with the key ${id}.`)
    }),
}
