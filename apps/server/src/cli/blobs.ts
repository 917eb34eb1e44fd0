import type { Config } from '../config.ts'
import type { Context } from '../features/context.ts'
import { markBucket, markOf } from '../open-blobs.ts'
import type { StoredId } from '../platform/blobs/blobs.ts'
import { S3Bucket, placeOf } from '../platform/blobs/bucket.ts'
import { DiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { tryBucket } from '../platform/blobs/try-bucket.ts'
import { systemClock } from '../platform/clock.ts'
import { OperatorError } from '../platform/errors.ts'
import { dropBucket, findBucket } from '../records/meta.ts'
import { EXIT, UsageError, withContext, type Command } from './command.ts'
import { orphansIn } from './examine-files.ts'
import { acquireLock, lockHolder } from './lock.ts'
import { moveToBucket, moveToDisk, type Moved } from './move-blobs.ts'

const BATCH = 500
const SHOWN = 10

const moveCommand: Command = {
  name: 'blobs move',
  usage: '<bucket|disk> [--stopped]',
  summary: 'Move uploaded files into the bucket of the settings, or back to the disk',
  details:
    'Each file is copied, read back and compared by its hash before it is removed where it was. The server may run, and links\n' +
    'stay as they are. What was interrupted goes on when it is called again. To the disk it has to be called a last time while\n' +
    'the server is stopped; then the LECTERN_S3 settings can go. Whether servers of a PostgreSQL database run is not seen from\n' +
    'here: say --stopped when none does.',
  options: { stopped: { type: 'boolean' } },
  takes: 1,
  run: async ({ config, positionals: [to = ''], has }) => {
    if (to !== 'bucket' && to !== 'disk') throw new UsageError('Say where to: bucket or disk.')
    const { bucket } = config
    if (!bucket) throw new OperatorError('The settings name no bucket: set LECTERN_S3_BUCKET.')
    await tryBucket(bucket, systemClock)
    return withContext(config, (ctx) =>
      moveFiles(ctx, { ...config, bucket }, { to, isStopped: has('stopped') }),
    )
  },
}

const orphansCommand: Command = {
  name: 'blobs orphans',
  usage: '[--remove]',
  summary: 'List uploaded files that belong to nothing, and remove them',
  details:
    'Such files are left when a backup of the database is brought back that is older than they are. Do not remove them with a\n' +
    'database that is not the one of these files: all would belong to nothing.',
  options: { remove: { type: 'boolean' } },
  takes: 0,
  run: ({ config, has }) => withContext(config, (ctx) => listOrphans(ctx, has('remove'))),
}

export const blobsCommands: Command[] = [moveCommand, orphansCommand]

type WithBucket = Config & { bucket: NonNullable<Config['bucket']> }

interface Move {
  to: 'bucket' | 'disk'
  isStopped: boolean
}

const moveFiles = async (ctx: Context, config: WithBucket, { to, isStopped }: Move): Promise<number> => {
  const { data_dir, blobs_dir, database_url } = config
  // Servers of PostgreSQL hold no lock on the folder: several may share it.
  const isServed = database_url === undefined ? lockHolder(data_dir) !== undefined : !isStopped
  const lock = isServed || database_url !== undefined ? undefined : acquireLock(data_dir)
  const bucket = await S3Bucket.open(config.bucket, systemClock)
  try {
    if (to === 'bucket') await assertKnown(ctx, config, isServed)
    const places = { disk: new DiskBlobs(blobs_dir), bucket, onProgress: showProgress }
    const moved = await (to === 'bucket' ? moveToBucket(places) : moveToDisk(places))
    if (to === 'disk' && !isServed && moved.failed.length === 0)
      await ctx.db.write(({ query }) => dropBucket(query))
    for (const line of linesOf(moved, config, { to, isServed })) console.log(line)
    return moved.failed.length === 0 ? EXIT.ok : EXIT.failed
  } finally {
    bucket.close()
    lock?.release()
  }
}

/** A server that does not know the bucket would find none of the files that are in it. */
const assertKnown = async ({ db }: Context, { bucket }: WithBucket, isServed: boolean): Promise<void> => {
  if (!isServed) return markBucket(db, bucket)
  if ((await findBucket(db.read)) !== markOf(bucket))
    throw new OperatorError(
      `The server that runs does not know ${placeOf(bucket)}: restart it with these settings first.`,
    )
}

const linesOf = (
  { files, bytes, failed }: Moved,
  { bucket, blobs_dir, database_url }: WithBucket,
  { to, isServed }: { to: 'bucket' | 'disk'; isServed: boolean },
): string[] => {
  const withStopped = database_url === undefined ? '' : ' with --stopped'
  const [target, left] = to === 'bucket' ? [placeOf(bucket), blobs_dir] : [blobs_dir, placeOf(bucket)]
  const lines = [`Moved ${files} files (${bytes} bytes) to ${target}, each compared by its hash.`]
  if (failed.length > 0)
    lines.push(
      `${failed.length} stayed in ${left}; call this again. The first of them:`,
      ...failed.slice(0, SHOWN).map((line) => `  ${line}`),
    )
  else if (to === 'disk')
    lines.push(
      isServed
        ? `The server still stores new files in the bucket: stop it, and call this a last time${withStopped}.`
        : 'Unset the LECTERN_S3 settings before the server starts.',
    )
  return lines
}

const showProgress = (moved: number, all: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${moved} of ${all} files`)
}

const listOrphans = async ({ db, blobs }: Context, isToGo: boolean): Promise<void> => {
  let count = 0
  const look = async (batch: readonly StoredId[]): Promise<void> => {
    for (const { id, place } of await orphansIn(db.read, batch, systemClock.now())) {
      if (isToGo) await blobs.remove(id)
      console.log(place)
      count++
    }
  }
  const batch: StoredId[] = []
  for await (const stored of blobs.ids(0)) {
    batch.push(stored)
    if (batch.length >= BATCH) await look(batch.splice(0))
  }
  await look(batch)
  console.log(`${count} belong to nothing${isToGo ? ', and were removed' : ''}.`)
}
