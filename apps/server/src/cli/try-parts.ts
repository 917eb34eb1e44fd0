// Findings of `lectern doctor` that come from trying: what can be read may still refuse to be written.
import { sign, verify } from 'node:crypto'
import { existsSync } from 'node:fs'
import { keysFolder, type Config } from '../config.ts'
import { ACCESS_TOKEN_MS } from '../features/accounts/tokens.ts'
import type { LecternDb } from '../features/context.ts'
import { placeOf } from '../platform/blobs/bucket.ts'
import { DiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { tryBucket } from '../platform/blobs/try-bucket.ts'
import { systemClock, timestamp } from '../platform/clock.ts'
import { mintId } from '../platform/ids.ts'
import { Keys } from '../platform/keys.ts'
import { putWritten } from '../records/meta.ts'
import { hasDemoPeople } from './demo-class.ts'
import type { Finding } from './doctor.ts'

const PATIENCE_MS = 10_000
const PROBE = Buffer.from('a probe of lectern doctor')

/** Signs something and checks the signature. */
export const tryKeys = (data_dir: string): Finding[] => {
  const folder = keysFolder(data_dir)
  if (!existsSync(folder)) return []
  return [
    attempt('the keys sign', () => {
      const { private_key, public_key } = new Keys(folder, systemClock, ACCESS_TOKEN_MS, false).signing()
      if (!verify(null, PROBE, public_key, sign(null, PROBE, private_key)))
        throw new Error('a signature does not fit its key')
    }),
  ]
}

const attempt = (text: string, run: () => void): Finding => {
  try {
    run()
    return { level: 'ok', text }
  } catch (error) {
    return failed(text, error)
  }
}

const failed = (
  text: string,
  error: unknown,
  mend = 'see who owns the file, or bring a backup back',
): Finding => {
  const { message, cause } = error as Error
  const why = cause instanceof Error ? `${message} ${cause.message}` : message
  return {
    level: 'fail',
    text: `not so: ${text}: ${why}`,
    mend,
  }
}

export const tryRow = async (db: LecternDb, mend?: string): Promise<Finding> => {
  const text = 'the database can be written'
  try {
    await db.write(({ query }) => putWritten(query, timestamp(systemClock.now())))
    return { level: 'ok', text }
  } catch (error) {
    return failed(text, error, mend)
  }
}

/** Writes, reads and removes a file. */
export const tryBlob = async (blobs_dir: string): Promise<Finding[]> => {
  if (!existsSync(blobs_dir)) return []
  const text = `files can be written in ${blobs_dir}`
  const blobs = new DiskBlobs(blobs_dir)
  const id = mintId(systemClock)
  try {
    await blobs.create(id, 'probe')
    await blobs.append(id, 'probe', asChunks(PROBE), PROBE.length)
    const read = await new Response(await blobs.read(id, 'probe')).text()
    if (read !== PROBE.toString()) throw new Error('what is read is not what was written')
    return [{ level: 'ok', text }]
  } catch (error) {
    return [failed(text, error)]
  } finally {
    await blobs.remove(id).catch(() => {})
  }
}

/** Lists, writes and removes in the bucket. */
export const tryStorage = async ({ bucket }: Config): Promise<Finding[]> => {
  if (!bucket) return []
  try {
    await tryBucket(bucket, systemClock)
    return [{ level: 'ok', text: `files can be written in ${placeOf(bucket)}` }]
  } catch (error) {
    return [{ level: 'fail', text: (error as Error).message, mend: 'see the LECTERN_S3 settings' }]
  }
}

const asChunks = async function* (chunk: Uint8Array) {
  yield chunk
}

/** Asks the provider for its models: shows that it is there, takes the key, and knows the model. */
export const tryAssistant = async ({ assistant }: Config): Promise<Finding[]> => {
  if (!assistant) return []
  const { provider, url, model, key } = assistant
  const bearer: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` }
  const anthropic: Record<string, string> = { 'x-api-key': key ?? '', 'anthropic-version': '2023-06-01' }
  const mend = 'see the LECTERN_ASSISTANT settings'
  try {
    const response = await fetch(`${url}/models`, {
      headers: provider === 'anthropic' ? anthropic : bearer,
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if ([401, 403].includes(response.status))
      return [{ level: 'fail', text: `the assistant's key is refused by ${url}`, mend }]
    if (!response.ok)
      return [{ level: 'warn', text: `the assistant's ${url}/models answers ${response.status}`, mend }]
    const models = modelsIn(await response.json())
    return models.length === 0 || models.includes(model)
      ? [{ level: 'ok', text: `the assistant answers at ${url}` }]
      : [{ level: 'warn', text: `the assistant's ${url} does not list the model ${model}`, mend }]
  } catch (error) {
    const { message, cause } = error as Error
    const why = cause instanceof Error ? cause.message : message
    return [{ level: 'fail', text: `the assistant's ${url} cannot be reached: ${why}`, mend }]
  }
}

const modelsIn = (answer: unknown): string[] => {
  const { data } = (answer ?? {}) as { data?: unknown }
  return Array.isArray(data) ? data.map((model) => String((model as { id?: unknown }).id)) : []
}

/** Everybody knows the people of the demo class. */
export const examineDemo = async (db: LecternDb, { production }: Config): Promise<Finding[]> =>
  production && (await hasDemoPeople(db.read))
    ? [
        {
          level: 'warn',
          text: 'the people of the demo class are in this production database',
          mend: '`lectern user disable` for ada, ben, chloe and admin at example.edu',
        },
      ]
    : []

export const examineProxy = ({ trust_proxy, host }: Config): Finding[] =>
  trust_proxy && host !== undefined && !['127.0.0.1', 'localhost', '::1'].includes(host)
    ? [
        {
          level: 'warn',
          text: `whoever reaches ${host} past the proxy can forge the headers that are trusted`,
          mend: 'HOST=127.0.0.1, or a firewall that lets only the proxy through',
        },
      ]
    : []
