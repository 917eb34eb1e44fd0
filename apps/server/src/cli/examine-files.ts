// The findings of `lectern doctor` about uploaded files: those that the database names are there and whole, and no others.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LecternDb } from '../features/context.ts'
import { Blobs } from '../platform/blobs.ts'
import { countNamedFiles, drawNamedFiles, knownFiles } from '../records/files.ts'
import type { Finding } from './doctor.ts'

/** More are drawn by chance: a look takes seconds, whatever the size of the store. */
const MOST = 5_000
const SHOWN = 3
/** The folder of an upload is there before its row. */
const YOUNG_MS = 60 * 60_000

interface Wanted {
  blobs_dir: string
  now: number
  most?: number
}

export const examineFiles = async (
  { read }: Pick<LecternDb, 'read'>,
  { blobs_dir, now, most = MOST }: Wanted,
): Promise<Finding[]> => {
  // Said already, by whatever tried to write one.
  if (existsSync(blobs_dir) && !isFolder(blobs_dir)) return []
  const blobs = new Blobs(blobs_dir)
  const named = await drawNamedFiles(read, most)
  const bad: string[] = []
  for (const { id, size } of named) {
    const found = await blobs.size(id, 'content')
    if (found !== size) bad.push(`${id} (${found === undefined ? 'missing' : `${found} of ${size} bytes`})`)
  }
  const all = await countNamedFiles(read)
  const ofAll = named.length < all ? ` of ${all}, drawn by chance` : ''
  const folders = foldersIn(blobs_dir, most, Math.floor(now / 1_000)).filter(({ at }) => now - at > YOUNG_MS)
  const ids = await knownFiles(
    read,
    folders.map(({ id }) => id),
  )
  const orphans = folders.filter(({ id }) => !ids.has(id)).map(({ path }) => path)
  return [
    bad.length === 0
      ? { level: 'ok', text: `${named.length} files${ofAll} are there and whole` }
      : {
          level: 'fail',
          text: `${bad.length} of ${named.length} files${ofAll} are missing or not whole: ${some(bad)}`,
          mend: 'bring the folder blobs of a backup back, beside what is there',
        },
    ...(orphans.length === 0
      ? []
      : [
          {
            level: 'warn' as const,
            text: `${orphans.length} folders of files belong to nothing: ${some(orphans)}`,
            mend: 'remove them once you know where they come from',
          },
        ]),
  ]
}

const some = (list: readonly string[]): string =>
  list.slice(0, SHOWN).join(', ') + (list.length > SHOWN ? ', …' : '')

/** Folders of files, as many as wanted; where it begins differs from day to day. */
const foldersIn = (
  blobs_dir: string,
  most: number,
  from: number,
): { id: string; path: string; at: number }[] => {
  const groups = existsSync(blobs_dir) ? readdirSync(blobs_dir).filter((name) => name.length === 2) : []
  const begin = from % groups.length || 0
  const found = []
  for (const group of [...groups.slice(begin), ...groups.slice(0, begin)]) {
    // A file among them is none of ours.
    if (!isFolder(join(blobs_dir, group))) continue
    for (const id of readdirSync(join(blobs_dir, group))) {
      if (found.length >= most) return found
      const path = join(blobs_dir, group, id)
      const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs
      if (at !== undefined) found.push({ id, path, at })
    }
  }
  return found
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
