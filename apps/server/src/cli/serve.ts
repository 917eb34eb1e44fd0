import { demoPasswordFile } from '../config.ts'
import { OperatorError } from '../platform/errors.ts'
import { demoLines, serve } from '../main.ts'
import { withContext, type Command } from './command.ts'
import { createDemoClass, hasDemoClass } from './demo-class.ts'

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
  details: 'The password is LECTERN_DEMO_PASSWORD, or random and printed.',
  takes: 0,
  run: ({ config }) =>
    withContext(config, async (ctx) => {
      const { data_dir, demo_password } = config
      if (await hasDemoClass(ctx))
        throw new OperatorError(`The demo class is there already; see ${demoPasswordFile(data_dir)}.`)
      const password = await createDemoClass(ctx, data_dir, demo_password)
      console.log(demoLines(demo_password === undefined ? password : 'of LECTERN_DEMO_PASSWORD').join('\n'))
    }),
}
