import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { blobsFolder, databaseFile } from '../config.ts'
import type { Tables } from '../records/tables.ts'
import { openSqlite } from '../platform/db/sqlite.ts'
import { OperatorError } from '../platform/errors.ts'
import type { Command } from './command.ts'
import { HOLDER_FILE, LOCK_FILE } from './lock.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: '<folder>',
  summary: 'Copy the data folder as it is at this moment, the server may run',
  details:
    'The copy is a folder of the same form: database, keys, files. It holds secrets: keep it as safe as the original.\n' +
    'Nothing is overwritten; the folder must not exist yet.',
  takes: 1,
  run: async ({ config, positionals: [target = ''] }) => {
    await backup(config, resolve(target))
    console.log(`Backed up to ${resolve(target)}. Bring it back with: lectern restore ${target}`)
  },
}

export interface Folders {
  data_dir: string
  /** May be outside the data folder. */
  blobs_dir: string
}

/** Complete or not at all: the copy gets its name at the end. @throws OperatorError */
export const backup = async ({ data_dir, blobs_dir }: Folders, target: string): Promise<void> => {
  if (existsSync(target)) throw new OperatorError(`${target} exists; a backup never overwrites.`)
  if (!existsSync(databaseFile(data_dir))) throw new OperatorError(`There is no database in ${data_dir}.`)
  const partial = `${target}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  try {
    await copyDatabase(data_dir, partial)
    for (const name of listOtherEntries(data_dir, blobs_dir))
      cpSync(join(data_dir, name), join(partial, name), COPY)
    copyBlobs(blobs_dir, blobsFolder(partial))
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}

export const COPY = { recursive: true, preserveTimestamps: true, errorOnExist: true, force: false }

/**
 * Without the database, which is copied separately and consistently, the files, and the lock, which belongs to
 * the running server.
 */
const listOtherEntries = (data_dir: string, blobs_dir: string): string[] => {
  const database = basename(databaseFile(data_dir))
  const apart = (name: string) =>
    [LOCK_FILE, HOLDER_FILE].includes(name) || join(data_dir, name) === blobs_dir
  return readdirSync(data_dir).filter((name) => !name.startsWith(database) && !apart(name))
}

/** The server goes on meanwhile: a file that is deleted during the copy is skipped. */
const copyBlobs = (from: string, to: string): void => {
  if (!existsSync(from)) return
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const copy = join(to, relative(from, file))
    mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
    try {
      copyFileSync(file, copy)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

const copyDatabase = async (data_dir: string, target: string): Promise<void> => {
  const db = openSqlite<Tables>(databaseFile(data_dir))
  try {
    await db.backup(databaseFile(target))
  } finally {
    await db.close()
  }
}
