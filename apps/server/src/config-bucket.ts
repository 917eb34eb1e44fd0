// The settings of the bucket that has the files.
import * as z from 'zod'
import { flag, isBaseUrl } from './config-fields.ts'
import type { BucketSettings } from './platform/blobs/bucket.ts'

export const bucketFields = {
  LECTERN_S3_BUCKET: z
    .string()
    .regex(/^[\w.-]{3,63}$/, 'must be the name of a bucket, such as lectern-files')
    .optional(),
  LECTERN_S3_URL: z
    .string()
    .refine(isBaseUrl, 'must be a URL such as https://s3.school.example, without name, password or query')
    .optional(),
  LECTERN_S3_REGION: z.string().optional(),
  LECTERN_S3_KEY_ID: z.string().optional(),
  LECTERN_S3_SECRET: z.string().optional(),
  LECTERN_S3_PREFIX: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*\/?$/, 'must be a path such as lectern/files')
    .optional(),
  LECTERN_S3_PATH_STYLE: flag.optional(),
}

type Found = z.infer<z.ZodObject<typeof bucketFields>>

export const missingForBucket = (found: Found): string[] => {
  const settings = Object.entries(found).filter(([name]) => name.startsWith('LECTERN_S3_'))
  if (found.LECTERN_S3_BUCKET === undefined)
    return settings
      .filter(([, value]) => value !== undefined)
      .map(([name]) => `${name} is for a bucket: name it in LECTERN_S3_BUCKET`)
  return (['LECTERN_S3_KEY_ID', 'LECTERN_S3_SECRET'] as const)
    .filter((name) => found[name] === undefined)
    .map((name) => `${name} is needed for the bucket`)
}

export const bucketOf = (found: Found): BucketSettings | undefined => {
  const { LECTERN_S3_BUCKET: name, LECTERN_S3_URL: url, LECTERN_S3_PREFIX: prefix } = found
  if (name === undefined) return undefined
  return {
    name,
    url: url?.replace(/\/+$/, ''),
    region: found.LECTERN_S3_REGION ?? 'us-east-1',
    key_id: found.LECTERN_S3_KEY_ID ?? '',
    secret: found.LECTERN_S3_SECRET ?? '',
    prefix: prefix === undefined ? '' : `${prefix.replace(/\/$/, '')}/`,
    // Storages of one's own rarely have a name for each bucket.
    path_style: found.LECTERN_S3_PATH_STYLE ?? url !== undefined,
  }
}
