import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const mistakes = (environment: Record<string, string>): string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    return (error as Error).message.split('\n').slice(1)
  }
}

describe('the configuration', () => {
  it('needs no setting', () => {
    expect(readConfig({})).toMatchObject({
      port: 8002,
      host: undefined,
      data_dir: resolve('data'),
      origins: [],
      demo: undefined,
      trust_proxy: false,
      production: false,
      assistant: undefined,
    })
  })

  it('S30 refuses a password of the demo class that is hardly one', () => {
    expect(mistakes({ LECTERN_DEMO_PASSWORD: 'a', LECTERN_DEMO_ADMIN_PASSWORD: 'b' })).toEqual([
      '  LECTERN_DEMO_PASSWORD needs at least 8 characters',
      '  LECTERN_DEMO_ADMIN_PASSWORD needs at least 8 characters',
    ])
  })

  it('S30 takes a list of own names, without port or path', () => {
    expect(readConfig({ LECTERN_NAMES: 'school.example, [::1]' }).names).toEqual(['school.example', '[::1]'])
    for (const name of ['https://school.example', 'school.example:8002', 'a/b'])
      expect(mistakes({ LECTERN_NAMES: name })).toEqual([
        '  LECTERN_NAMES must list host names such as lectern.school.example',
      ])
  })

  it('treats an empty value as missing', () => {
    expect(readConfig({ PORT: '', LECTERN_ORIGINS: '', LECTERN_DEMO: '' })).toEqual(readConfig({}))
  })

  it('reads every setting', () => {
    const environment = {
      PORT: '80',
      HOST: '::1',
      LECTERN_ORIGINS: 'https://a.example, http://localhost:5173',
      LECTERN_DEMO: '0',
      LECTERN_TRUST_PROXY: '1',
      LECTERN_LOG_LEVEL: 'debug',
      NODE_ENV: 'production',
    }
    expect(readConfig(environment)).toMatchObject({
      port: 80,
      host: '::1',
      origins: ['https://a.example', 'http://localhost:5173'],
      demo: false,
      trust_proxy: true,
      log_level: 'debug',
      production: true,
    })
  })

  it('names the language model', () => {
    const local = {
      LECTERN_ASSISTANT: 'openai-compatible',
      LECTERN_ASSISTANT_URL: 'http://localhost:11434/v1/',
      LECTERN_ASSISTANT_MODEL: 'small',
    }
    expect(readConfig(local).assistant).toEqual({
      provider: 'openai-compatible',
      url: 'http://localhost:11434/v1',
      model: 'small',
      key: undefined,
    })
    const hosted = {
      LECTERN_ASSISTANT: 'anthropic',
      LECTERN_ASSISTANT_MODEL: 'large',
      LECTERN_ASSISTANT_KEY: 'secret',
    }
    expect(readConfig(hosted).assistant).toMatchObject({ url: 'https://api.anthropic.com/v1', key: 'secret' })
  })

  it('reports missing and unused settings of the language model', () => {
    expect(mistakes({ LECTERN_ASSISTANT: 'openai-compatible' })).toEqual([
      '  LECTERN_ASSISTANT_MODEL is needed for openai-compatible',
      '  LECTERN_ASSISTANT_URL is needed for openai-compatible',
    ])
    expect(mistakes({ LECTERN_ASSISTANT: 'anthropic', LECTERN_ASSISTANT_MODEL: 'large' })).toEqual([
      '  LECTERN_ASSISTANT_KEY is needed for anthropic',
    ])
    expect(mistakes({ LECTERN_ASSISTANT_KEY: 'secret' })).toEqual([
      '  LECTERN_ASSISTANT_KEY is for a provider: set LECTERN_ASSISTANT to which one',
    ])
    for (const url of ['localhost:11434', 'ftp://a', 'http://ada:secret@a/v1', 'http://a/v1?key=1'])
      expect(mistakes({ LECTERN_ASSISTANT_URL: url })).toEqual([
        '  LECTERN_ASSISTANT_URL must be a URL such as http://localhost:11434/v1, without name, password or query',
      ])
  })

  it('names the bucket for files', () => {
    const own = {
      LECTERN_S3_BUCKET: 'lectern-files',
      LECTERN_S3_KEY_ID: 'key',
      LECTERN_S3_SECRET: 'secret',
    }
    const aws = { name: 'lectern-files', url: undefined, region: 'us-east-1', prefix: '', path_style: false }
    expect(readConfig({}).bucket).toBeUndefined()
    expect(readConfig(own).bucket).toEqual({ ...aws, key_id: 'key', secret: 'secret' })
    const more = {
      LECTERN_S3_URL: 'https://s3.school.example/',
      LECTERN_S3_REGION: 'garage',
      LECTERN_S3_PREFIX: 'lectern/files/',
    }
    const garage = { url: 'https://s3.school.example', region: 'garage', prefix: 'lectern/files/' }
    expect(readConfig({ ...own, ...more }).bucket).toMatchObject({ ...garage, path_style: true })
    expect(readConfig({ ...own, ...more, LECTERN_S3_PATH_STYLE: '0' }).bucket?.path_style).toBe(false)
  })

  it('reports missing, unused and wrong settings of the bucket', () => {
    expect(mistakes({ LECTERN_S3_BUCKET: 'lectern-files' })).toEqual([
      '  LECTERN_S3_KEY_ID is needed for the bucket',
      '  LECTERN_S3_SECRET is needed for the bucket',
    ])
    expect(mistakes({ LECTERN_S3_SECRET: 'secret' })).toEqual([
      '  LECTERN_S3_SECRET is for a bucket: name it in LECTERN_S3_BUCKET',
    ])
    const wrong = {
      LECTERN_S3_BUCKET: 's3://files',
      LECTERN_S3_URL: 's3.school',
      LECTERN_S3_PREFIX: '/files',
    }
    expect(mistakes(wrong)).toEqual([
      '  LECTERN_S3_BUCKET must be the name of a bucket, such as lectern-files',
      '  LECTERN_S3_URL must be a URL such as https://s3.school.example, without name, password or query',
      '  LECTERN_S3_PREFIX must be a path such as lectern/files',
    ])
  })

  it('reports all mistakes in one message', () => {
    const wrong = {
      PORT: '70000',
      LECTERN_DEMO: 'yes',
      LECTERN_UPLOAD_MB: '101',
      LECTERN_USER_STORAGE_MB: '0.5',
      LECTERN_LOG_LEVEL: 'loud',
      LECTERN_BLOBS: 's3://bucket',
      LECTERN_DATABASE_URL: 'postgres://db',
      DATABASE_URL: 'postgres://db',
      REDIS_URL: 'redis://cache',
      LECTERN_REDIS_URL: 'cache:6379',
      LECTERN_PORT: '8002',
    }
    expect(mistakes(wrong).sort()).toEqual([
      '  DATABASE_URL is not read: name the database in LECTERN_DATABASE_URL',
      '  LECTERN_BLOBS names a folder; a bucket is named by LECTERN_S3_BUCKET',
      '  LECTERN_DATABASE_URL must be an address such as postgres://lectern:password@db.school.example/lectern',
      '  LECTERN_DEMO must be 0 or 1',
      '  LECTERN_LOG_LEVEL must be debug, info, warn, error or silent',
      '  LECTERN_PORT is not a setting',
      '  LECTERN_REDIS_URL must be an address such as redis://:password@redis.school.example or rediss://…',
      '  LECTERN_UPLOAD_MB must be a whole number from 1 to 100',
      '  LECTERN_USER_STORAGE_MB must be a whole number from 1 to 1000000',
      '  PORT must be a port',
      '  REDIS_URL is not read: name the server in LECTERN_REDIS_URL',
    ])
  })

  it('takes a Redis only beside a database that several servers share', () => {
    const redis = { LECTERN_REDIS_URL: 'rediss://user:secret@redis.school.example:6380/2' }
    expect(mistakes(redis)).toEqual([
      '  LECTERN_REDIS_URL is for several servers, which need LECTERN_DATABASE_URL',
    ])
    const both = { ...redis, LECTERN_DATABASE_URL: 'postgres://db/lectern' }
    expect(readConfig(both).redis_url).toBe(redis.LECTERN_REDIS_URL)
  })

  it('takes whole origins only', () => {
    for (const origin of [
      'school.example',
      'https://school.example/',
      'https://*.example',
      'null',
      'ftp://x',
      'https://SCHOOL.example',
    ])
      expect(mistakes({ LECTERN_ORIGINS: origin })).toHaveLength(1)
  })
})

describe('a secret', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-config-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('may be in a file', () => {
    const file = join(folder, 'password')
    writeFileSync(file, 'from a file\n')
    expect(readConfig({ LECTERN_DEMO_PASSWORD_FILE: file }).demo_password).toBe('from a file')
  })

  it('is set once, and its file is readable', () => {
    const file = join(folder, 'password')
    expect(mistakes({ LECTERN_DEMO_PASSWORD_FILE: file })).toEqual([
      `  LECTERN_DEMO_PASSWORD_FILE names ${file}, which cannot be read`,
    ])
    writeFileSync(file, 'from a file')
    expect(mistakes({ LECTERN_DEMO_PASSWORD_FILE: file, LECTERN_DEMO_PASSWORD: 'from outside' })).toEqual([
      '  LECTERN_DEMO_PASSWORD and LECTERN_DEMO_PASSWORD_FILE are both set',
    ])
  })
})
