import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { databaseFile } from '../config.ts'
import type { Tables } from '../features/tables.ts'
import { openSqlite } from '../platform/db/sqlite.ts'
import { OperatorError } from '../platform/errors.ts'
import type { Command } from './command.ts'
import { LOCK_FILE } from './lock.ts'

export const backupCommand: Command = {
  name: 'backup',
  usage: '<folder>',
  summary: 'Copy the data folder as it is at this moment, the server may run',
  details:
    'The copy is a folder of the same form: database, keys, files. It holds secrets: keep it as safe as the original.\n' +
    'Nothing is overwritten; the folder must not exist yet.',
  takes: 1,
  run: async ({ config, positionals: [target = ''] }) => {
    await backup(config.data_dir, resolve(target))
    console.log(`Backed up to ${resolve(target)}. Bring it back with: lectern restore ${target}`)
  },
}

/** Whole or not at all: the copy gets its name when it is complete. @throws OperatorError */
export const backup = async (data_dir: string, target: string): Promise<void> => {
  if (existsSync(target)) throw new OperatorError(`${target} exists; a backup never overwrites.`)
  if (!existsSync(databaseFile(data_dir))) throw new OperatorError(`There is no database in ${data_dir}.`)
  const partial = `${target}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  try {
    await copyDatabase(data_dir, partial)
    for (const name of besidesDatabase(data_dir)) cpSync(join(data_dir, name), join(partial, name), COPY)
    renameSync(partial, target)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}

export const COPY = { recursive: true, preserveTimestamps: true, errorOnExist: true, force: false }

/** Everything but the database, which is copied consistently, and the lock, which belongs to the running server. */
export const besidesDatabase = (data_dir: string): string[] => {
  const database = basename(databaseFile(data_dir))
  return readdirSync(data_dir).filter((name) => !name.startsWith(database) && name !== LOCK_FILE)
}

const copyDatabase = async (data_dir: string, target: string): Promise<void> => {
  const db = openSqlite<Tables>(databaseFile(data_dir))
  try {
    await db.backup(databaseFile(target))
  } finally {
    await db.close()
  }
}
