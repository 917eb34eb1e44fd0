// Runs the server in this process until a signal ends it.
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { demoPasswordFile, type Config } from './config.ts'
import {
  createDemoClass,
  demoPasswords,
  hasDemoClass,
  isEmpty,
  type DemoPasswords,
} from './cli/demo-class.ts'
import { acquireLock } from './cli/lock.ts'
import { assertWhole, assertWritable, followOwner } from './cli/owner.ts'
import type { Context } from './features/context.ts'
import { makeDataFolder } from './open-context.ts'
import { tryBucket } from './platform/blobs/try-bucket.ts'
import { systemClock } from './platform/clock.ts'
import type { MigrationStep } from './platform/db/migrate.ts'
import { bufferedOutput, createLog } from './platform/log.ts'
import { createServer, type LecternServer } from './server.ts'
import { commitBuilt, VERSION } from './version.ts'

/** @throws OperatorError */
export const serve = async (config: Config): Promise<void> => {
  if (existsSync(config.data_dir)) followOwner(config.data_dir)
  makeDataFolder(config.data_dir)
  assertWritable(config)
  assertWhole(config)
  // Nodes of one PostgreSQL database may share the folder.
  const isAlone = config.database_url === undefined
  const lock = isAlone ? acquireLock(config.data_dir) : undefined
  // On a terminal, the lines about signing in must not scroll away.
  const level = config.log_level ?? (process.stdout.isTTY ? 'warn' : 'info')
  const output = bufferedOutput(systemClock)
  const log = createLog(level, output.stream)
  process.once('exit', () => {
    output.flush()
    lock?.release()
  })
  if (config.bucket) await tryBucket(config.bucket, systemClock)
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'crashed')
    process.exit(1)
  })
  const lines: string[] = []
  const prepare = async (ctx: Context) => {
    lines.push(...(await prepareDemo(ctx, config)))
    return { host: listenHost(config, lines.length > 0) }
  }
  const onMigration = (step: MigrationStep): void => {
    log.info(step, 'migrating')
    // The migration blocks the timer that would do it.
    output.flush()
  }
  const server = await createServer({ config, log, prepare, isAlone, onMigration })
  log.info({ version: VERSION, commit: commitBuilt(), port: server.port, pid: process.pid }, 'started')
  const host = listenHost(config, lines.length > 0)
  // Anywhere but on a terminal, standard output is the log: lines of JSON and nothing else.
  const say = process.stdout.isTTY ? console.log : console.error
  say([greeting(server, host), ...lines, ...(lines.length > 0 ? reachLines(host) : [])].join('\n'))
  stopOnSignal(server)
}

const prepareDemo = async (ctx: Context, config: Config): Promise<string[]> => {
  const { data_dir, demo_password, demo_admin_password } = config
  const wanted = config.demo ?? (!config.production && (await isEmpty(ctx)))
  const isThere = await hasDemoClass(ctx)
  if (wanted && !isThere) {
    const passwords = demoPasswords(demo_password, demo_admin_password)
    await createDemoClass(ctx, data_dir, passwords)
    return demoLines(`The passwords are in ${demoPasswordFile(data_dir)}`, shownPasswords(config, passwords))
  }
  const isKept = isThere && existsSync(demoPasswordFile(data_dir))
  return isKept ? demoLines(`The passwords are in ${demoPasswordFile(data_dir)}`) : []
}

/** Random ones, and on a terminal only: elsewhere the lines end in a log. */
const shownPasswords = (config: Config, passwords: DemoPasswords): Partial<DemoPasswords> =>
  process.stdout.isTTY && config.demo_password === undefined && config.demo_admin_password === undefined
    ? passwords
    : {}

/**
 * The address to listen on. Everybody knows the people of the demo class, and forwarded headers of anybody but the proxy are
 * forged: both stay on this machine unless `HOST` says otherwise.
 */
export const listenHost = ({ host, trust_proxy }: Config, hasDemo: boolean): string | undefined =>
  host ?? (hasDemo || trust_proxy ? LOOPBACK : undefined)

const LOOPBACK = '127.0.0.1'

const reachLines = (host: string | undefined): string[] =>
  host === LOOPBACK || host === 'localhost' || host === '::1'
    ? ['  Only this machine reaches it. HOST=0.0.0.0 opens it to the network.', '']
    : ['  Others in the network reach it over plain HTTP: everybody may read what they type.', '']

export const demoLines = (
  where: string,
  { instructor, student, admin }: Partial<DemoPasswords> = {},
): string[] => [
  '',
  '  A demo class is ready. Sign in as',
  `    ada@example.edu                        instructor   ${instructor ?? ''}`.trimEnd(),
  `    ben@example.edu or chloe@example.edu   students     ${student ?? ''}`.trimEnd(),
  `    admin@example.edu                      admin        ${admin ?? ''}`.trimEnd(),
  `  ${where}.`,
  '',
]

const greeting = ({ port, system }: LecternServer, host: string | undefined): string => {
  const app = system.site.isBuilt
    ? ''
    : '\n  The web app is not built (`npm run build`), only the interface answers.'
  const addresses =
    host === undefined ? ['localhost', ...ownAddresses()] : [host === LOOPBACK ? 'localhost' : host]
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
