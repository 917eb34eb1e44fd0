import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { blobsFolder, databaseFile, demoPasswordFile, keysFolder, type Config } from '../config.ts'
import { assertFile } from '../database.ts'
import { placeOf } from '../platform/blobs/bucket.ts'
import { WORK } from '../platform/blobs/disk-blobs.ts'
import { systemClock, type Clock } from '../platform/clock.ts'
import { assertSound, copySqlite } from '../platform/db/sqlite-copy.ts'
import { OperatorError } from '../platform/errors.ts'
import { UsageError, type Arguments, type Command } from './command.ts'

/** A copy holds the log of the database back, which grows meanwhile: an endless one would fill the disk. */
const LIMIT_MINUTES = 60
const MOST_MINUTES = 24 * 60

export const backupCommand: Command = {
  name: 'backup',
  usage: '<folder> [--limit <minutes>]',
  summary: 'Copy the data folder as it is at this moment, the server may run',
  details:
    'The copy is a folder of the same form: database, keys, files; of those in a bucket it holds none. It holds secrets: keep it as safe as the original.\n' +
    'Nothing is overwritten; the folder must not exist yet. The copy is checked before it gets its name.\n' +
    `--limit: give up after so many minutes, ${LIMIT_MINUTES} when left out.`,
  options: { limit: { type: 'string' } },
  takes: 1,
  run: async (args) => {
    const [target = ''] = args.positionals
    assertFile(args.config, 'backup')
    await backup(args.config, resolve(target), { limit_ms: limitOf(args) * 60_000, onProgress: showProgress })
    console.log(`Backed up ${args.config.data_dir} to ${resolve(target)}.`)
    console.log(`Bring it back with: lectern restore ${target}`)
    sayBucket(args.config)
  },
}

/** What a backup does not hold. */
export const sayBucket = ({ bucket }: Pick<Config, 'bucket'>): void => {
  if (bucket)
    console.log(`The files in ${placeOf(bucket)} are not in a backup: copy the bucket, or keep its versions.`)
}

const limitOf = ({ option }: Arguments): number => {
  const minutes = Number(option('limit') ?? LIMIT_MINUTES)
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES)
    throw new UsageError(`--limit must be a whole number of minutes from 1 to ${MOST_MINUTES}.`)
  return minutes
}

const showProgress = (share: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${Math.round(share * 100)} % of the database`)
}

export interface Folders {
  data_dir: string
  /** May be outside the data folder. */
  blobs_dir: string
}

interface BackupOptions {
  limit_ms?: number
  clock?: Clock
  /** The copied share of the database, from 0 to 1. */
  onProgress?(share: number): void
}

/** Complete and sound, or not at all: the copy gets its name at the end. @throws OperatorError */
export const backup = async (
  { data_dir, blobs_dir }: Folders,
  target: string,
  options: BackupOptions = {},
): Promise<void> => {
  if (existsSync(target)) throw new OperatorError(`${target} exists; a backup never overwrites.`)
  if (!existsSync(databaseFile(data_dir))) throw new OperatorError(`There is no database in ${data_dir}.`)
  const partial = `${target}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  try {
    await copyDatabase(data_dir, partial, options)
    for (const from of [keysFolder(data_dir), demoPasswordFile(data_dir)])
      if (existsSync(from)) cpSync(from, join(partial, relative(data_dir, from)), COPY)
    copyBlobs(blobs_dir, blobsFolder(partial))
    closeToOthers(partial)
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}

export const COPY = { recursive: true, preserveTimestamps: true, errorOnExist: true, force: false }

/** The server goes on meanwhile: a file that is deleted during the copy is skipped. */
const copyBlobs = (from: string, to: string): void => {
  if (!existsSync(from)) return
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (!entry.isFile() || relative(from, file).startsWith(`${WORK}/`)) continue
    const copy = join(to, relative(from, file))
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
    try {
      copyFileSync(file, copy)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

/** A copied folder gets the rights that the system gives to new ones, and these are for everybody. */
export const closeToOthers = (folder: string): void => {
  chmodSync(folder, 0o700)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
}

const copyDatabase = async (
  data_dir: string,
  target: string,
  { limit_ms = LIMIT_MINUTES * 60_000, clock = systemClock, onProgress }: BackupOptions,
): Promise<void> => {
  const begun = clock.now()
  await copySqlite(databaseFile(data_dir), databaseFile(target), (share) => {
    if (clock.now() - begun > limit_ms)
      throw new OperatorError(
        `The backup took longer than ${limit_ms / 60_000} minutes and was given up; see --limit.`,
      )
    onProgress?.(share)
  })
  assertSound(databaseFile(target), `The database in ${data_dir}`)
}
