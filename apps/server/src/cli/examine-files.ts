// The findings of `lectern doctor` about uploaded files: those that the database names are there and whole, and no others.
import { existsSync, statSync } from 'node:fs'
import type { LecternDb } from '../features/context.ts'
import { openBlobs, type BlobsPlace } from '../open-blobs.ts'
import type { Blobs, StoredId } from '../platform/blobs/blobs.ts'
import { systemClock } from '../platform/clock.ts'
import { isOfStorage } from '../platform/disk-refusal.ts'
import { countNamedFiles, drawNamedFiles, knownFiles } from '../records/files.ts'
import type { Finding } from './doctor.ts'

/** More are drawn by chance: a look takes seconds, whatever the size of the store. */
const MOST = 5_000
const SHOWN = 3
/** The folder of an upload is there before its row. */
const YOUNG_MS = 60 * 60_000

interface Wanted {
  now: number
  most?: number
}

export const examineFiles = async (
  { read }: Pick<LecternDb, 'read'>,
  place: BlobsPlace,
  { now, most = MOST }: Wanted,
): Promise<Finding[]> => {
  // Said already, by whatever tried to write one.
  if (existsSync(place.blobs_dir) && !isFolder(place.blobs_dir)) return []
  const blobs = await openBlobs(place, systemClock)
  try {
    return [
      await examineNamed(read, { blobs, most, place }),
      ...(await examineOrphans(read, blobs, { now, most })),
    ]
  } catch (error) {
    // A bucket that cannot be used was tried, and has its sentence.
    if (isOfStorage(error) && place.bucket) return []
    throw error
  } finally {
    blobs.close()
  }
}

const examineNamed = async (
  read: LecternDb['read'],
  { blobs, most, place }: { blobs: Blobs; most: number; place: BlobsPlace },
): Promise<Finding> => {
  const named = await drawNamedFiles(read, most)
  const bad: string[] = []
  for (const { id, size } of named) {
    const found = await blobs.size(id, 'content')
    if (found !== size) bad.push(`${id} (${found === undefined ? 'missing' : `${found} of ${size} bytes`})`)
  }
  const all = await countNamedFiles(read)
  const ofAll = named.length < all ? ` of ${all}, drawn by chance` : ''
  if (bad.length === 0) return { level: 'ok', text: `${named.length} files${ofAll} are there and whole` }
  return {
    level: 'fail',
    text: `${bad.length} of ${named.length} files${ofAll} are missing or not whole: ${some(bad)}`,
    mend: place.bucket
      ? 'bring them back from a copy of the bucket, or from its versions'
      : 'bring the folder blobs of a backup back, beside what is there',
  }
}

const examineOrphans = async (
  read: LecternDb['read'],
  blobs: Blobs,
  { now, most }: Required<Wanted>,
): Promise<Finding[]> => {
  const found: StoredId[] = []
  // Where it begins differs from day to day.
  for await (const stored of blobs.ids((Math.floor(now / 1_000) % 1_000) / 1_000)) {
    if (found.length >= most) break
    found.push(stored)
  }
  const orphans = await orphansIn(read, found, now)
  if (orphans.length === 0) return []
  const shown = orphans.map(({ place }) => place)
  return [
    {
      level: 'warn',
      text: `${orphans.length} folders of files belong to nothing: ${some(shown)}`,
      mend: '`lectern blobs orphans` lists them all, and with --remove removes them',
    },
  ]
}

/** Those of the ids that the database does not name. */
export const orphansIn = async (
  read: LecternDb['read'],
  found: readonly StoredId[],
  now: number,
): Promise<StoredId[]> => {
  const old = found.filter(({ at }) => now - at > YOUNG_MS)
  const known = await knownFiles(
    read,
    old.map(({ id }) => id),
  )
  return old.filter(({ id }) => !known.has(id))
}

const some = (list: readonly string[]): string =>
  list.slice(0, SHOWN).join(', ') + (list.length > SHOWN ? ', …' : '')

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
