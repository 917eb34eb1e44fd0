// Runs the server in this process until a signal ends it.
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { demoPasswordFile, type Config } from './config.ts'
import { createDemoClass, hasDemoClass, isEmpty, readDemoPassword } from './cli/demo-class.ts'
import { acquireLock } from './cli/lock.ts'
import { assertWhole, assertWritable, followOwner } from './cli/owner.ts'
import type { Context } from './features/context.ts'
import { makeDataFolder } from './open-context.ts'
import { systemClock } from './platform/clock.ts'
import type { MigrationStep } from './platform/db/migrate.ts'
import { bufferedOutput, createLog } from './platform/log.ts'
import { createServer, type LecternServer } from './server.ts'
import { VERSION } from './system.ts'

/** @throws OperatorError */
export const serve = async (config: Config): Promise<void> => {
  if (existsSync(config.data_dir)) followOwner(config.data_dir)
  makeDataFolder(config.data_dir)
  assertWritable(config)
  assertWhole(config)
  const lock = acquireLock(config.data_dir)
  // On a terminal, the lines about signing in must not scroll away.
  const level = config.log_level ?? (process.stdout.isTTY ? 'warn' : 'info')
  const output = bufferedOutput(systemClock)
  const log = createLog(level, output.stream)
  process.once('exit', () => {
    output.flush()
    lock.release()
  })
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'crashed')
    process.exit(1)
  })
  const lines: string[] = []
  const prepare = async (ctx: Context): Promise<void> => void lines.push(...(await prepareDemo(ctx, config)))
  // The lock guarantees this.
  const isAlone = true
  const onMigration = (step: MigrationStep): void => {
    log.info(step, 'migrating')
    // The migration blocks the timer that would do it.
    output.flush()
  }
  const server = await createServer({ config, log, prepare, isAlone, onMigration })
  log.info({ version: VERSION, port: server.port, pid: process.pid }, 'started')
  console.log([greeting(server, config), ...lines].join('\n'))
  stopOnSignal(server)
}

const prepareDemo = async (ctx: Context, config: Config): Promise<string[]> => {
  const { data_dir, demo_password } = config
  const wanted = config.demo ?? (!config.production && (await isEmpty(ctx)))
  const isThere = await hasDemoClass(ctx)
  if (wanted && !isThere) {
    const password = await createDemoClass(ctx, data_dir, demo_password)
    const shown = demo_password === undefined ? `${password} ` : ''
    return demoLines(`${shown}(kept in ${demoPasswordFile(data_dir)})`)
  }
  const isKept = isThere && readDemoPassword(data_dir) !== undefined
  return isKept ? demoLines(`see ${demoPasswordFile(data_dir)}`) : []
}

export const demoLines = (password: string): string[] => [
  '',
  '  A demo class is ready. Sign in as',
  '    ada@example.edu                        instructor',
  '    ben@example.edu or chloe@example.edu   students',
  '    admin@example.edu                      admin',
  `  with the password ${password}`,
  '',
]

const greeting = ({ port, system }: LecternServer, { host }: Config): string => {
  const app = system.site.isBuilt
    ? ''
    : '\n  The web app is not built (`npm run build`), only the interface answers.'
  const addresses = host === undefined ? ['localhost', ...ownAddresses()] : [host]
  const urls = addresses.map(
    (address) => `http://${address.includes(':') ? `[${address}]` : address}:${port}`,
  )
  return `Lectern ${VERSION} is listening on ${urls.join(' and ')}${app}`
}

/** The addresses by which other devices in the network reach it. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

const stopOnSignal = (server: LecternServer): void => {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    server.ctx.log.info({}, 'stopping')
    void server.close({ drain: true }).then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // A terminal that closes.
  process.on('SIGHUP', stop)
}
