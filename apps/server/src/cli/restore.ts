import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { blobsFolder, databaseFile } from '../config.ts'
import { assertFile } from '../database.ts'
import type { Tables } from '../records/tables.ts'
import { makeDataFolder, renewEpoch } from '../open-context.ts'
import { systemClock } from '../platform/clock.ts'
import { assertSound } from '../platform/db/sqlite-copy.ts'
import { openSqlite } from '../platform/db/sqlite.ts'
import { OperatorError } from '../platform/errors.ts'
import { closeToOthers, COPY, sayBucket, type Folders } from './backup.ts'
import type { Command } from './command.ts'
import { giveTo, ownerOf } from './owner.ts'
import { acquireLock, HOLDER_FILE, LOCK_FILE } from './lock.ts'

const STAGE = '.restoring'

export const restoreCommand: Command = {
  name: 'restore',
  usage: '<folder> [--force]',
  summary: 'Bring a backup back into the data folder, the server must not run',
  details: 'A data folder that holds something is replaced only with --force; what it held is then gone.',
  options: { force: { type: 'boolean' } },
  takes: 1,
  run: async ({ config, positionals: [source = ''], has }) => {
    assertFile(config, 'restore')
    await restore(resolve(source), config, has('force'))
    console.log(`Restored ${config.data_dir} from ${resolve(source)}.`)
    sayBucket(config)
  },
}

/** @throws OperatorError */
export const restore = async (
  source: string,
  { data_dir, blobs_dir }: Folders,
  force: boolean,
): Promise<void> => {
  if (!existsSync(databaseFile(source)))
    throw new OperatorError(`${source} is not a backup: it has no database.`)
  const owners = [data_dir, blobs_dir].map(ownerOf)
  makeDataFolder(data_dir)
  const lock = acquireLock(data_dir)
  try {
    if (contentOf(data_dir).length > 0 && !force)
      throw new OperatorError(`${data_dir} is not empty; --force replaces what it holds.`)
    await replaceContent(source, data_dir)
    moveBlobs(blobsFolder(data_dir), blobs_dir)
    for (const [index, folder] of [data_dir, blobs_dir].entries()) giveTo(owners[index], folder)
  } finally {
    lock.release()
  }
}

/** The copy is complete and checked before existing data is removed. */
const replaceContent = async (source: string, data_dir: string): Promise<void> => {
  const stage = join(data_dir, STAGE)
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { mode: 0o700 })
  try {
    for (const name of contentOf(source)) cpSync(join(source, name), join(stage, name), COPY)
    await checkAndRenew(databaseFile(stage))
    closeToOthers(stage)
  } catch (error) {
    rmSync(stage, { recursive: true, force: true })
    throw error
  }
  for (const name of contentOf(data_dir)) rmSync(join(data_dir, name), { recursive: true })
  for (const name of readdirSync(stage)) renameSync(join(stage, name), join(data_dir, name))
  rmSync(stage, { recursive: true })
}

/** Moves the files to their present folder. Older files there stay: nothing refers to them. */
const moveBlobs = (from: string, to: string): void => {
  if (from === to || !existsSync(from)) return
  cpSync(from, to, { recursive: true })
  rmSync(from, { recursive: true })
}

/** Changes since the backup are lost: a new epoch makes every client load and send again. */
const checkAndRenew = async (file: string): Promise<void> => {
  assertSound(file, 'The database of the backup')
  const db = openSqlite<Tables>(file)
  try {
    await renewEpoch(db, systemClock)
  } finally {
    await db.close()
  }
}

const contentOf = (folder: string): string[] =>
  readdirSync(folder).filter((name) => ![LOCK_FILE, HOLDER_FILE, STAGE].includes(name))
