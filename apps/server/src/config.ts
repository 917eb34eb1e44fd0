// Every setting in one schema. A wrong one stops the start with one message that lists all mistakes.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod'
import { bucketFields, bucketOf, missingForBucket } from './config-bucket.ts'
import { channelFields, pushOf } from './config-channels.ts'
import { flag, isBaseUrl } from './config-fields.ts'
import type { ProviderSettings } from './features/assistant/providers/open-provider.ts'
import type { BucketSettings } from './platform/blobs/bucket.ts'
import { OperatorError } from './platform/errors.ts'
import { LEAST_MB } from './platform/media/memory-allowance.ts'
import type { PushSettings } from './platform/push/push-service.ts'
import type { LogLevel } from './platform/log.ts'
import { WEB_DIR } from './places.ts'

export interface Config {
  port: number
  /** Undefined: every address, or loopback when something is to stay on this machine (`listenHost` in main.ts). */
  host: string | undefined
  data_dir: string
  /** The address of a PostgreSQL database; undefined for SQLite in the data folder. */
  database_url: string | undefined
  /** The address of a Redis server for what nodes tell each other; undefined for the database's own means. */
  redis_url: string | undefined
  blobs_dir: string
  /** Where files are stored; undefined for `blobs_dir`. */
  bucket: BucketSettings | undefined
  /** The limit of one file. */
  upload_bytes: number
  /** The limit of all files of one user. */
  user_bytes: number
  /** The memory of the media processes; undefined for a share of what there is. */
  media_bytes: number | undefined
  /** How many times the write budgets of the contract a person has. */
  budget_factor: number
  origins: string[]
  /** The path of this installation on its host, without a slash at its end; empty for a host of its own. */
  base_path: string
  /** The host names of this server; none for those that nobody can register elsewhere. */
  names: string[]
  /** Strict-Transport-Security over TLS: with subdomains, for this host alone, or not at all. */
  hsts: 'subdomains' | 'host' | 'off'
  /**
   * Make the demo class: always, never, or (undefined) if the data folder is empty and this is not production.
   */
  demo: boolean | undefined
  demo_password: string | undefined
  demo_admin_password: string | undefined
  log_level: LogLevel | undefined
  /** Trust X-Forwarded-Proto and X-Forwarded-Host. */
  trust_proxy: boolean
  web_dir: string
  production: boolean
  /** Undefined: no pushes. */
  push: PushSettings | undefined
  /** The language model; undefined for the built-in one, which needs none. */
  assistant: ProviderSettings | undefined
}

const PROVIDERS = ['builtin', 'openai-compatible', 'anthropic'] as const
const ANTHROPIC_URL = 'https://api.anthropic.com/v1'

type Environment = Record<string, string | undefined>

const SECRETS = [
  'LECTERN_DATABASE_URL',
  'LECTERN_REDIS_URL',
  'LECTERN_DEMO_PASSWORD',
  'LECTERN_DEMO_ADMIN_PASSWORD',
  'LECTERN_ASSISTANT_KEY',
  'LECTERN_S3_SECRET',
]

const origins = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((entry) => entry !== ''))
  .pipe(
    z.array(z.string().refine(isOrigin, 'must list origins such as https://school.example, without a path')),
  )
const basePath = z
  .string()
  .regex(/^(\/[\w.~-]+)*\/?$/, 'must be a path such as /lectern')
  .transform((path) => path.replace(/\/$/, ''))
const names = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((entry) => entry !== ''))
  .pipe(
    z.array(
      z.string().regex(/^([\w.-]+|\[[\da-f:]+\])$/i, 'must list host names such as lectern.school.example'),
    ),
  )
/** As for a password that a person chooses. */
const password = z.string().min(8, 'needs at least 8 characters')
const refuse = (message: string) => z.undefined({ error: message }).optional()

const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`
  return z.coerce.number(message).int(message).min(least, message).max(most, message)
}
const wholeNumber = (normal: number, most: number) => whole(1, most).default(normal)

const Settings = z.object({
  PORT: z.coerce
    .number('must be a port')
    .int('must be a port')
    .min(0, 'must be a port')
    .max(65_535, 'must be a port')
    .default(8002),
  HOST: z.string().optional(),
  NODE_ENV: z.string().optional(),
  DATABASE_URL: refuse('is not read: name the database in LECTERN_DATABASE_URL'),
  REDIS_URL: refuse('is not read: name the server in LECTERN_REDIS_URL'),
  LECTERN_DATA_DIR: z.string().default('./data'),
  LECTERN_DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, 'must be an address such as postgres://lectern:password@db.school.example/lectern')
    .optional(),
  LECTERN_REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'must be an address such as redis://:password@redis.school.example or rediss://…')
    .optional(),
  LECTERN_ORIGINS: origins.default([]),
  LECTERN_BASE_PATH: basePath.default(''),
  LECTERN_NAMES: names.default([]),
  LECTERN_HSTS: z
    .enum(['subdomains', 'host', 'off'], 'must be subdomains, host or off')
    .default('subdomains'),
  LECTERN_BLOBS: z
    .string()
    .refine((value) => !value.startsWith('s3:'), 'names a folder; a bucket is named by LECTERN_S3_BUCKET')
    .optional(),
  ...bucketFields,
  ...channelFields,
  LECTERN_UPLOAD_MB: wholeNumber(25, 100),
  LECTERN_USER_STORAGE_MB: wholeNumber(2_048, 1_000_000),
  LECTERN_MEDIA_MB: whole(LEAST_MB, 1_000_000).optional(),
  LECTERN_BUDGET_FACTOR: wholeNumber(1, 1_000),
  LECTERN_DEMO: flag.optional(),
  LECTERN_DEMO_PASSWORD: password.optional(),
  LECTERN_DEMO_ADMIN_PASSWORD: password.optional(),
  LECTERN_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .optional(),
  LECTERN_TRUST_PROXY: flag.default(false),
  LECTERN_WEB_DIR: z.string().default(WEB_DIR),
  LECTERN_ASSISTANT: z.enum(PROVIDERS, 'must be builtin, openai-compatible or anthropic').default('builtin'),
  LECTERN_ASSISTANT_URL: z
    .string()
    .refine(isBaseUrl, 'must be a URL such as http://localhost:11434/v1, without name, password or query')
    .optional(),
  LECTERN_ASSISTANT_MODEL: z.string().optional(),
  LECTERN_ASSISTANT_KEY: z.string().optional(),
})

/** @throws OperatorError that lists every mistake */
export const readConfig = (environment: Environment): Config => {
  const mistakes: string[] = []
  const settings = withSecretFiles(withoutEmpty(environment), mistakes)
  mistakes.push(...unknownKeys(settings))
  const result = Settings.safeParse(settings)
  for (const issue of result.error?.issues ?? []) mistakes.push(`${String(issue.path[0])} ${issue.message}`)
  if (result.success)
    mistakes.push(
      ...missingForAssistant(result.data),
      ...missingForBucket(result.data),
      ...missingForNodes(result.data),
    )
  if (!result.success || mistakes.length > 0)
    throw new OperatorError(
      `The configuration is not valid:\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    )
  const found = result.data
  return {
    port: found.PORT,
    host: found.HOST,
    data_dir: resolve(found.LECTERN_DATA_DIR),
    database_url: found.LECTERN_DATABASE_URL,
    redis_url: found.LECTERN_REDIS_URL,
    blobs_dir: resolve(found.LECTERN_BLOBS ?? blobsFolder(found.LECTERN_DATA_DIR)),
    bucket: bucketOf(found),
    upload_bytes: found.LECTERN_UPLOAD_MB * 1024 ** 2,
    user_bytes: found.LECTERN_USER_STORAGE_MB * 1024 ** 2,
    media_bytes: found.LECTERN_MEDIA_MB === undefined ? undefined : found.LECTERN_MEDIA_MB * 1024 ** 2,
    budget_factor: found.LECTERN_BUDGET_FACTOR,
    origins: found.LECTERN_ORIGINS,
    base_path: found.LECTERN_BASE_PATH,
    names: found.LECTERN_NAMES,
    hsts: found.LECTERN_HSTS,
    demo: found.LECTERN_DEMO,
    demo_password: found.LECTERN_DEMO_PASSWORD,
    demo_admin_password: found.LECTERN_DEMO_ADMIN_PASSWORD,
    log_level: found.LECTERN_LOG_LEVEL,
    trust_proxy: found.LECTERN_TRUST_PROXY,
    web_dir: resolve(found.LECTERN_WEB_DIR),
    production: found.NODE_ENV === 'production',
    push: pushOf(found),
    assistant: assistantOf(found),
  }
}

type Found = z.infer<typeof Settings>

const missingForAssistant = (found: Found): string[] => {
  const { LECTERN_ASSISTANT: provider, LECTERN_ASSISTANT_URL: url, LECTERN_ASSISTANT_KEY: key } = found
  const model = found.LECTERN_ASSISTANT_MODEL
  if (provider === 'builtin')
    return Object.entries({ URL: url, MODEL: model, KEY: key })
      .filter(([, value]) => value !== undefined)
      .map(([name]) => `LECTERN_ASSISTANT_${name} is for a provider: set LECTERN_ASSISTANT to which one`)
  const missing = [
    model === undefined && 'MODEL',
    provider === 'anthropic' ? key === undefined && 'KEY' : url === undefined && 'URL',
  ]
  return missing
    .filter((name) => name !== false)
    .map((name) => `LECTERN_ASSISTANT_${name} is needed for ${provider}`)
}

/** SQLite has one node, which tells nobody. */
const missingForNodes = (found: Found): string[] =>
  found.LECTERN_REDIS_URL !== undefined && found.LECTERN_DATABASE_URL === undefined
    ? ['LECTERN_REDIS_URL is for several servers, which need LECTERN_DATABASE_URL']
    : []

const assistantOf = (found: Found): ProviderSettings | undefined =>
  found.LECTERN_ASSISTANT === 'builtin'
    ? undefined
    : {
        provider: found.LECTERN_ASSISTANT,
        url: (found.LECTERN_ASSISTANT_URL ?? ANTHROPIC_URL).replace(/\/+$/, ''),
        model: found.LECTERN_ASSISTANT_MODEL ?? '',
        key: found.LECTERN_ASSISTANT_KEY,
      }

export const databaseFile = (data_dir: string): string => join(data_dir, 'lectern.db')
export const blobsFolder = (data_dir: string): string => join(data_dir, 'blobs')
export const keysFolder = (data_dir: string): string => join(data_dir, 'keys')
/** The file with the password of the demo class. */
export const demoPasswordFile = (data_dir: string): string => join(data_dir, 'demo-password')

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:[^*]+$/.test(text) && new URL(text).origin === text
}

export function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && /^\/[^/]+$/.test(url.pathname)
}

function isRedisUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^rediss?:$/.test(url.protocol) && url.host !== '' && /^(\/\d*)?$/.test(url.pathname)
}

/** Shells and container files cannot unset a variable, only make it empty. */
const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))

/** `NAME_FILE` names a file with the secret, so that the secret need not be in the environment. */
const withSecretFiles = (settings: Environment, mistakes: string[]): Environment => {
  const found = { ...settings }
  for (const name of SECRETS) {
    const file = found[`${name}_FILE`]
    delete found[`${name}_FILE`]
    if (file === undefined) continue
    if (found[name] !== undefined) mistakes.push(`${name} and ${name}_FILE are both set`)
    try {
      found[name] = readFileSync(file, 'utf8').trim()
    } catch {
      mistakes.push(`${name}_FILE names ${file}, which cannot be read`)
    }
  }
  return found
}

const unknownKeys = (settings: Environment): string[] =>
  Object.keys(settings)
    .filter((name) => name.startsWith('LECTERN_') && !(name in Settings.shape))
    .map((name) => `${name} is not a setting`)
