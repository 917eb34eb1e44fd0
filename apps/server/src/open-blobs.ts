import type { Config } from './config.ts'
import type { LecternDb } from './features/context.ts'
import type { Blobs } from './platform/blobs/blobs.ts'
import { BucketBlobs } from './platform/blobs/bucket-blobs.ts'
import { S3Bucket } from './platform/blobs/bucket.ts'
import { DiskBlobs } from './platform/blobs/disk-blobs.ts'
import type { Clock } from './platform/clock.ts'
import { OperatorError } from './platform/errors.ts'
import { findBucket, putBucket } from './records/meta.ts'

/** Where the files are: a folder, and with a bucket only what is on its way to it. */
export type BlobsPlace = Pick<Config, 'blobs_dir'> & Partial<Pick<Config, 'bucket'>>

export const openBlobs = async ({ blobs_dir, bucket }: BlobsPlace, clock: Clock): Promise<Blobs> => {
  const disk = new DiskBlobs(blobs_dir)
  if (bucket === undefined) return disk
  return new BucketBlobs(await S3Bucket.open(bucket, clock), disk, clock)
}

/** The name of a bucket in the database: another address may lead to the same one. */
export const markOf = ({ name, prefix }: NonNullable<Config['bucket']>): string => `s3://${name}/${prefix}`

/**
 * Without the bucket that has its files an installation would have lost them, and nobody would have said so.
 * @throws OperatorError
 */
export const assertBucket = async (db: LecternDb, bucket: Config['bucket']): Promise<void> => {
  const mark = await findBucket(db.read)
  if (mark === undefined || (bucket && markOf(bucket) === mark)) return
  throw new OperatorError(
    `The files of this installation are in ${mark}: set LECTERN_S3_BUCKET and LECTERN_S3_PREFIX to that, or bring the files back with \`lectern blobs move disk\` first.`,
  )
}

/** From now on its files are in the bucket. @throws OperatorError */
export const markBucket = async (db: LecternDb, bucket: Config['bucket']): Promise<void> => {
  await assertBucket(db, bucket)
  if (bucket) await db.write(({ query }) => putBucket(query, markOf(bucket)))
}
