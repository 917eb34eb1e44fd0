// Whether a Redis server can carry what nodes tell each other.
import { Redis } from 'ioredis'
import { codeOf } from '../disk-refusal.ts'
import { OperatorError } from '../errors.ts'
import { shownAddress } from '../shown-address.ts'

const OLDEST = 7
const ANSWER_MS = 5_000

/** Redis may be away when a node starts; all else is a mistake of the settings. */
export class RedisAway extends OperatorError {}

const field = (info: string, name: string): string | undefined =>
  new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1]

/** Such as "Redis 7.0.15". @throws OperatorError with one sentence; `RedisAway` if it does not answer */
export const inspectRedis = async (url: string): Promise<string> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_MS,
    commandTimeout: ANSWER_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  const errors: unknown[] = []
  redis.on('error', (error) => errors.push(error))
  try {
    await redis.connect()
    const product = versionOf(await redis.info('server'))
    await redis.publish('lectern:doctor', '')
    return product
  } catch (error) {
    throw openingError(errors[0] ?? error, url)
  } finally {
    redis.disconnect()
  }
}

/** @throws Error for a version that is too old */
export const versionOf = (info: string): string => {
  const valkey = field(info, 'valkey_version')
  if (valkey !== undefined) return `Valkey ${valkey}`
  const redis = field(info, 'redis_version') ?? ''
  if (Number.parseInt(redis, 10) >= OLDEST) return `Redis ${redis}`
  throw new Error(
    `Redis ${redis || 'of an unknown version'} is too old; ${OLDEST} or newer, or Valkey, is needed`,
  )
}

const REFUSED: readonly [RegExp, string][] = [
  [/WRONGPASS|NOAUTH|invalid password|without any password/i, 'it refuses this user or password'],
  [/NOPERM/, 'this user may not publish, subscribe and read INFO'],
  [/DB index is out of range|invalid DB index/i, 'it has no database of this number'],
]
const AWAY: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'nothing listens there; is the server running?'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'no such host'],
  [/^(ETIMEDOUT|ECONNRESET|EPIPE|EHOSTUNREACH)$/, 'it does not answer'],
]

const openingError = (error: unknown, url: string): Error => {
  const message = error instanceof Error ? error.message : String(error)
  const sentence = (why: string) => `The server ${shownAddress(url)} cannot be used: ${why}.`
  const refused = REFUSED.find(([texts]) => texts.test(message))?.[1]
  if (refused !== undefined) return new OperatorError(sentence(refused))
  if (/too old/.test(message)) return new OperatorError(sentence(message))
  const away = AWAY.find(([codes]) => codes.test(codeOf(error)))?.[1]
  return new RedisAway(sentence(away ?? (/timed out|closed/i.test(message) ? 'it does not answer' : message)))
}
