// What a bucket refuses, told apart by the codes of S3 and of the system: for sentences to the operator, and for what can be
// promised to the one who wrote.
import { codeOf, refusalFor, type DiskFault } from '../disk-refusal.ts'
import { AppError } from '../errors.ts'

export type BucketFault =
  | 'no_bucket'
  | 'wrong_key'
  | 'wrong_secret'
  | 'expired_key'
  | 'no_rights'
  | 'wrong_clock'
  | 'wrong_region'
  | 'unresolved'
  | 'untrusted'
  | 'unreachable'
  | 'silent'
  | 'no_s3'
  | 'full'
  | 'broken'

export class BucketError extends Error {
  readonly fault: BucketFault
  readonly code: string

  constructor(fault: BucketFault, code: string, message: string) {
    super(message)
    this.fault = fault
    this.code = code
  }
}

/** The first that fits counts: several storages have names of their own for the same. */
const FAULTS: readonly [RegExp, BucketFault][] = [
  [/^(NoSuchBucket|InvalidBucketName|InvalidBucketState)$/, 'no_bucket'],
  [
    /^(InvalidAccessKeyId|InvalidAccessKey|InvalidClientTokenId|UnrecognizedClientException|NoSuchAccessKey)$/,
    'wrong_key',
  ],
  [/^(SignatureDoesNotMatch|InvalidSignature)$/, 'wrong_secret'],
  [/^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|InvalidToken|RequestExpired)$/, 'expired_key'],
  [/^(RequestTimeTooSkewed|RequestInTheFuture)$/, 'wrong_clock'],
  [
    /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException)$/,
    'wrong_region',
  ],
  [
    /^(QuotaExceeded|InsufficientStorage|InsufficientCapacity|XMinioStorageFull|XMinioAdminBucketQuotaExceeded|StorageFull|NoSpaceLeft|507)$/,
    'full',
  ],
  [/^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENODATA)$/, 'unresolved'],
  [
    /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'untrusted',
  ],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ECONNRESET|EPIPE|EPROTO|ECONNABORTED|ERR_SSL_\w+)$/,
    'unreachable',
  ],
  [/^(ETIMEDOUT|ESOCKETTIMEDOUT|TimeoutError|RequestTimeout)$/, 'silent'],
  [
    /^(AccessDenied|AllAccessDisabled|AccountProblem|Forbidden|NotSignedUp|UnauthorizedAccess|MethodNotAllowed|401|403)$/,
    'no_rights',
  ],
]

interface FromSdk {
  name?: string
  Code?: string
  $metadata?: { httpStatusCode?: number }
}

/** The code of S3, else of the system, else the status. */
const codesOf = (error: unknown): string[] => {
  const { name, Code, $metadata } = error as FromSdk
  const status = $metadata?.httpStatusCode
  return [Code, codeOf(error), name, status]
    .map((code) => (code === undefined ? '' : String(code)))
    .filter((code) => code !== '')
}

export const bucketError = (error: unknown): BucketError => {
  if (error instanceof BucketError) return error
  const codes = codesOf(error)
  const message = error instanceof Error ? error.message : String(error)
  for (const [known, fault] of FAULTS) {
    const code = codes.find((code) => known.test(code))
    if (code !== undefined) return new BucketError(fault, code, message)
  }
  const status = (error as FromSdk).$metadata?.httpStatusCode
  const code = codes[0] ?? 'unknown'
  if (status !== undefined && status >= 500) return new BucketError('broken', code, message)
  // An answer without a code of S3, or none that can be read: of something else.
  return new BucketError('no_s3', code, message)
}

const DISK_FAULTS: Partial<Record<BucketFault, DiskFault>> = {
  full: 'full',
  unresolved: 'broken',
  unreachable: 'broken',
  silent: 'broken',
  no_s3: 'broken',
  broken: 'broken',
}

const RETRY_AFTER_MS = 10_000

/** For who wrote: the same as of a disk, whether it is full, silent or may not be written. */
export const refusalToStore = (error: BucketError): AppError => {
  const fault = DISK_FAULTS[error.fault] ?? 'read_only'
  return refusalFor({ fault, code: error.code, message: error.message, retry_after_ms: RETRY_AFTER_MS })
}

/** For who reads. */
export const refusalToRead = (error: BucketError): AppError => {
  const { cause } = refusalToStore(error)
  const detail = 'The files of the server cannot be read at the moment.'
  return new AppError('unavailable', detail, { retry_after_ms: RETRY_AFTER_MS }, { cause })
}
