import { demoPasswordFile } from '../config.ts'
import { OperatorError } from '../platform/errors.ts'
import { demoLines, serve } from '../main.ts'
import { withContext, type Command } from './command.ts'
import { createDemoClass, demoPasswords, hasDemoClass } from './demo-class.ts'

export const serveCommand: Command = {
  name: 'serve',
  usage: '[--port <port>] [--host <address>]',
  summary: 'Run the server until SIGTERM, SIGINT or SIGHUP',
  options: { port: { type: 'string' }, host: { type: 'string' } },
  takes: 0,
  run: ({ config }) => serve(config),
}

export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  summary: 'Make the demo class: Ada, Ben, Chloe, an admin, a course',
  details:
    'Each role has a password of its own, random and kept in the file that is named at the end. LECTERN_DEMO_PASSWORD is the\n' +
    'one of instructor and students instead, LECTERN_DEMO_ADMIN_PASSWORD the one of the administrator.',
  takes: 0,
  run: ({ config }) =>
    withContext(config, async (ctx) => {
      const { data_dir, demo_password, demo_admin_password } = config
      if (await hasDemoClass(ctx))
        throw new OperatorError(`The demo class is there already; see ${demoPasswordFile(data_dir)}.`)
      await createDemoClass(ctx, data_dir, demoPasswords(demo_password, demo_admin_password))
      console.log(demoLines(`The passwords are in ${demoPasswordFile(data_dir)}`).join('\n'))
    }),
}
