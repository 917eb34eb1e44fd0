// Where a test server keeps its files: on the disk, or in the project `s3` in a bucket.
import { randomUUID } from 'node:crypto'

/** Settings for a part of the bucket that no other test server has. */
export const chooseStorage = (): Record<string, string> => {
  const env = process.env['LECTERN_TEST_S3']
  if (env === undefined) return {}
  return { ...(JSON.parse(env) as Record<string, string>), LECTERN_S3_PREFIX: randomUUID() }
}
