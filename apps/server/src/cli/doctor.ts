// Finds faults of this installation and says how to repair them. It tries what it can: it signs, writes a row and a file,
// and asks the assistant. Nothing that it makes stays, but for the time of that row.
import { existsSync, statfsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { databaseFile, keysFolder, type Config } from '../config.ts'
import { Site } from '../http/site.ts'
import { MIGRATIONS } from '../database.ts'
import type { Tables } from '../records/tables.ts'
import { pendingMigrations, readMigrations } from '../platform/db/migrate.ts'
import { openSqlite } from '../platform/db/sqlite.ts'
import { inspectRedis } from '../platform/nodes/redis-server.ts'
import { shownAddress } from '../platform/shown-address.ts'
import { systemClock } from '../platform/clock.ts'
import { listenError } from '../server.ts'
import { versionLine } from '../version.ts'
import { EXIT, UsageError, type Command } from './command.ts'
import { examineFiles } from './examine-files.ts'
import { examineJobs } from './examine-jobs.ts'
import { examinePostgres } from './examine-postgres.ts'
import { examineUrl } from './examine-url.ts'
import { lockHolder } from './lock.ts'
import { followOwner } from './owner.ts'
import { examineChannels, testChannels } from './try-channels.ts'
import { examineDemo, examineProxy, tryAssistant, tryBlob, tryKeys, tryRow, tryStorage } from './try-parts.ts'

export interface Finding {
  level: 'ok' | 'warn' | 'fail'
  text: string
  mend?: string
}

const LITTLE_SPACE = 1024 ** 3
const HARDLY_ANY_SPACE = 100 * 1024 ** 2

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '[--url <address>] [--test <email>]',
  summary: 'Check this installation, and say how to mend what is wrong',
  details:
    'Exit code 1 when a check fails; warnings alone are 0.\n' +
    '--url: look from outside instead, through the proxy: certificate, page, origin, sockets.\n' +
    '--test: send a test to the devices of this person instead.',
  options: { url: { type: 'string' }, test: { type: 'string' } },
  takes: 0,
  run: async ({ config, option }) => {
    const url = option('url')
    if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
      throw new UsageError('--url must be an address such as https://lectern.school.example.')
    const email = option('test')
    const findings = await (email !== undefined
      ? testChannels(config, email)
      : url === undefined
        ? examine(config)
        : examineUrl(url))
    for (const { level, text, mend } of findings)
      console.log(`${level.padEnd(5)}${text}${mend === undefined ? '' : `\n     → ${mend}`}`)
    return findings.some(({ level }) => level === 'fail') ? EXIT.failed : EXIT.ok
  },
}

export const examine = async (config: Config): Promise<Finding[]> => {
  const { data_dir, web_dir } = config
  followOwner(data_dir)
  return [
    { level: 'ok', text: `Lectern ${versionLine()}, Node ${process.versions.node}` },
    ...examineFolder(data_dir),
    examineSpace(data_dir),
    ...tryKeys(data_dir),
    ...(await tryBlob(config.blobs_dir)),
    ...(await tryStorage(config)),
    ...(await examineDatabase(config)),
    ...(await examineRedis(config)),
    ...(await tryAssistant(config)),
    ...examineChannels(config),
    ...examineProxy(config),
    await examinePort(config),
    new Site(web_dir).isBuilt
      ? { level: 'ok', text: `web app in ${web_dir}` }
      : { level: 'warn', text: `no web app in ${web_dir}`, mend: 'npm run build' },
  ]
}

const examineFolder = (data_dir: string): Finding[] => {
  if (!existsSync(data_dir))
    return [{ level: 'warn', text: `${data_dir} does not exist`, mend: '`lectern serve` makes it' }]
  return [data_dir, keysFolder(data_dir)].filter(existsSync).map(examineRights)
}

const examineRights = (folder: string): Finding => {
  const { mode, uid } = statSync(folder)
  if (process.getuid !== undefined && process.getuid() !== 0 && uid !== process.getuid())
    return { level: 'fail', text: `${folder} belongs to another user`, mend: `chown -R $(id -u) ${folder}` }
  const rights = (mode & 0o777).toString(8)
  return (mode & 0o077) === 0
    ? { level: 'ok', text: `${folder} (${rights})` }
    : { level: 'warn', text: `${folder} (${rights}) is open to others`, mend: `chmod 700 ${folder}` }
}

const examineSpace = (data_dir: string): Finding => {
  const folder = existsSync(data_dir) ? data_dir : dirname(data_dir)
  if (!existsSync(folder))
    return { level: 'warn', text: `${folder} does not exist`, mend: `mkdir -p ${folder}` }
  const { bavail, bsize } = statfsSync(folder)
  const text = `${(Number(bavail * bsize) / 1024 ** 3).toFixed(1)} GiB free`
  if (bavail * bsize < HARDLY_ANY_SPACE)
    return { level: 'fail', text, mend: `make room on the disk of ${folder}` }
  if (bavail * bsize < LITTLE_SPACE)
    return { level: 'warn', text, mend: `make room on the disk of ${folder}` }
  return { level: 'ok', text }
}

const examineDatabase = async (config: Config): Promise<Finding[]> => {
  const { data_dir, database_url } = config
  if (database_url !== undefined) return examinePostgres(config, database_url)
  const sqlite = new BetterSqlite(':memory:').prepare('SELECT sqlite_version()').pluck().get()
  const version: Finding = { level: 'ok', text: `SQLite ${String(sqlite)}` }
  if (!existsSync(databaseFile(data_dir))) return [version, { level: 'ok', text: 'no database yet' }]
  try {
    // Opening asserts the version, the journal mode and `synchronous=FULL`.
    const db = openSqlite<Tables>(databaseFile(data_dir))
    const content = [examineMigrations(db.handle), examineContent(db.handle)]
    const isCurrent = pendingMigrations(db.handle, MIGRATIONS).length === 0
    const wanted = { now: systemClock.now() }
    const tried = isCurrent
      ? [await tryRow(db), ...(await examineDemo(db, config)), ...(await examineFiles(db, config, wanted))]
      : []
    const findings = [version, durable, ...content, ...tried, ...(await examineJobs(db, systemClock.now()))]
    await db.close()
    return findings
  } catch (error) {
    const mend = 'see who owns the files; bring a backup back with `lectern restore`'
    return [
      version,
      { level: 'fail', text: `the database cannot be opened: ${(error as Error).message}`, mend },
    ]
  }
}

const examineRedis = async ({ redis_url }: Config): Promise<Finding[]> => {
  if (redis_url === undefined) return []
  try {
    return [{ level: 'ok', text: `${await inspectRedis(redis_url)}: ${shownAddress(redis_url)}` }]
  } catch (error) {
    return [
      { level: 'fail', text: (error as Error).message, mend: 'see Several servers in docs/operations.md' },
    ]
  }
}

const durable: Finding = { level: 'ok', text: 'journal_mode WAL, synchronous FULL' }

const examineMigrations = (handle: BetterSqlite.Database): Finding => {
  const applied = new Set(handle.prepare('SELECT number FROM migrations').pluck().all() as number[])
  const known = readMigrations(MIGRATIONS).map(({ number }) => number)
  const newer = [...applied].filter((number) => !known.includes(number))
  const pending = known.filter((number) => !applied.has(number))
  if (newer.length > 0)
    return { level: 'fail', text: 'the database was written by a newer version', mend: 'upgrade Lectern' }
  return {
    level: 'ok',
    text: pending.length === 0 ? 'schema up to date' : 'the next start updates the schema',
  }
}

const examineContent = (handle: BetterSqlite.Database): Finding => {
  const verdict = String(handle.pragma('quick_check', { simple: true }))
  if (verdict === 'ok') return { level: 'ok', text: 'quick_check' }
  return { level: 'fail', text: `damaged: ${verdict}`, mend: 'bring a backup back with `lectern restore`' }
}

const examinePort = async ({ data_dir, database_url, port, host }: Config): Promise<Finding> => {
  const holder = existsSync(data_dir) ? lockHolder(data_dir) : undefined
  if (holder !== undefined) return { level: 'ok', text: `a server runs on this folder (${holder})` }
  const error = await tryPort(port, host)
  // Nodes of one database take no lock.
  if (error && database_url !== undefined && (await answersAsLectern(port)))
    return { level: 'ok', text: `a server runs on port ${port}` }
  return error === undefined
    ? { level: 'ok', text: `port ${port} is free` }
    : { level: 'fail', text: listenError(error, port, host).message }
}

const answersAsLectern = async (port: number): Promise<boolean> => {
  const answer = await fetch(`http://localhost:${port}/healthz`).catch(() => undefined)
  return answer?.ok === true && 'version' in ((await answer.json().catch(() => ({}))) as object)
}

const tryPort = (port: number, host: string | undefined): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
