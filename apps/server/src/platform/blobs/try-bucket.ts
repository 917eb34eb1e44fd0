// Whether a bucket can be used, by using it: for the start of the server and for `lectern doctor`, which say one sentence.
import type { Clock } from '../clock.ts'
import { OperatorError } from '../errors.ts'
import { mintId } from '../ids.ts'
import { BucketError, type BucketFault } from './bucket-error.ts'
import { S3Bucket, type BucketSettings } from './bucket.ts'
import { SILENCE_MS } from './silence.ts'

/** @throws OperatorError with one sentence */
export const tryBucket = async (settings: BucketSettings, clock: Clock): Promise<void> => {
  // The library would correct a wrong clock in a second attempt, and the storage's patience with it ends some day.
  const bucket = await S3Bucket.open(settings, clock, 1)
  let act = 'list'
  try {
    for await (const _ of bucket.list('probe/')) break
    act = 'store'
    await bucket.probe(`probe/${mintId(clock)}`)
  } catch (error) {
    if (!(error instanceof BucketError)) throw error
    throw new OperatorError(sentenceOf(error, settings, act))
  } finally {
    bucket.close()
  }
}

const sentenceOf = (error: BucketError, settings: BucketSettings, act: string): string => {
  const { name, key_id, region, url } = settings
  const storage = `the storage at ${url ?? 'AWS'}`
  const sentences: Record<BucketFault, string> = {
    no_bucket: `There is no bucket ${name} in ${storage}: make it, or mend LECTERN_S3_BUCKET.`,
    wrong_key: `${upper(storage)} does not know the key ${key_id}: mend LECTERN_S3_KEY_ID, or make a new key.`,
    wrong_secret: `${upper(storage)} refuses the signature: LECTERN_S3_SECRET does not belong to the key ${key_id}.`,
    expired_key: `The key ${key_id} of ${storage} has expired: make a new one.`,
    no_rights: `The key ${key_id} may not ${act} files in the bucket ${name} of ${storage}: give it the rights to list, read, write and delete there.`,
    wrong_clock: `The clock of this machine differs too much from that of ${storage}: set the clock.`,
    wrong_region: `The bucket ${name} is not in the region ${region} of ${storage}: mend LECTERN_S3_REGION.`,
    unresolved: `The host of ${storage} does not resolve (${error.code}): mend LECTERN_S3_URL.`,
    untrusted: `The certificate of ${storage} is not trusted (${error.code}): mend it, or name its authority in NODE_EXTRA_CA_CERTS.`,
    unreachable: `Nothing answers as ${storage} (${error.code}): start it, or mend LECTERN_S3_URL.`,
    silent: `${upper(storage)} has not answered for ${SILENCE_MS / 1_000} seconds.`,
    no_s3: `What answers as ${storage} is no S3 storage (${error.code}): mend LECTERN_S3_URL.`,
    full: `${upper(storage)} has no room left (${error.code}).`,
    broken: `${upper(storage)} fails (${error.code}): see its log.`,
  }
  return sentences[error.fault]
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
