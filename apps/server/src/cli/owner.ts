// The data folder belongs to the user that the server runs as. A command of root follows that user, so that it leaves no
// file behind that the server may not open.
import { accessSync, chownSync, constants, existsSync, lchownSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { blobsFolder, databaseFile, keysFolder } from '../config.ts'
import { OperatorError } from '../platform/errors.ts'
import type { Place } from '../database.ts'
import type { Folders } from './backup.ts'

export interface Owner {
  uid: number
  gid: number
}

/** Undefined for a folder that is not there. */
export const ownerOf = (folder: string): Owner | undefined => {
  if (!existsSync(folder)) return undefined
  const { uid, gid } = statSync(folder)
  return { uid, gid }
}

/** Root becomes the folder's owner, for good; anybody else stays who they are. */
export const followOwner = (folder: string): void => {
  const owner = ownerOf(folder)
  if (!owner || !isRoot() || owner.uid === 0) return
  process.setgroups?.([owner.gid])
  process.setgid?.(owner.gid)
  process.setuid?.(owner.uid)
}

/** Gives a folder with all its content to its owner from before; only root can. */
export const giveTo = (owner: Owner | undefined, folder: string): void => {
  if (!owner || !isRoot() || !existsSync(folder)) return
  chownSync(folder, owner.uid, owner.gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lchownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid)
}

const isRoot = (): boolean => process.getuid?.() === 0

/** @throws OperatorError that names the first part of the installation that this process may not write */
export const assertWritable = ({ data_dir, blobs_dir }: Folders): void => {
  const database = databaseFile(data_dir)
  const keys = keysFolder(data_dir)
  const keyFiles = existsSync(keys) && isOpen(keys) ? readdirSync(keys).map((name) => join(keys, name)) : []
  const parts = [data_dir, database, `${database}-wal`, `${database}-shm`, blobs_dir, keys, ...keyFiles]
  const closed = parts.find((path) => existsSync(path) && !isOpen(path))
  if (closed === undefined) return
  const { uid } = statSync(closed)
  const own = process.getuid?.() ?? 0
  throw new OperatorError(
    `${closed} belongs to user ${uid}, and user ${own} may not write it. As root: chown -R ${own} ${data_dir}`,
  )
}

const isOpen = (path: string): boolean => {
  const isFolder = statSync(path).isDirectory()
  try {
    accessSync(path, constants.R_OK | constants.W_OK | (isFolder ? constants.X_OK : 0))
    return true
  } catch {
    return false
  }
}

/**
 * Keys or files without their database are what a lost disk leaves, not a beginning.
 * @throws OperatorError
 */
export const assertWhole = ({ data_dir, blobs_dir, database_url }: Folders & Place): void => {
  const hasFile = existsSync(databaseFile(data_dir))
  if (hasFile && database_url !== undefined)
    throw new OperatorError(
      `${data_dir} has a database of SQLite, which the server would no longer use. Unset LECTERN_DATABASE_URL, or name another folder.`,
    )
  if (hasFile || database_url !== undefined) return
  const left = [keysFolder(data_dir), blobs_dir, blobsFolder(data_dir), join(data_dir, '.restoring')]
    .filter(existsSync)
    .find((folder) => readdirSync(folder).length > 0)
  if (left !== undefined)
    throw new OperatorError(
      `${data_dir} has no database, but ${left} is there. Bring a backup back with \`lectern restore --force\`, or move it away to begin anew.`,
    )
}
