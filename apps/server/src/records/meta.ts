// The database's own metadata.
import type { Kysely } from 'kysely'
import { mutation, selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

const EPOCH = 'epoch'
const WRITTEN = 'written_at'
const BUCKET = 'bucket'

// By primary key.
const value = selection<{ value: string }>('SELECT value FROM meta WHERE key = ?')

/** The id of this log of changes; undefined in a new database. */
export const findEpoch = async (query: Query): Promise<string | undefined> =>
  (await value(query, [EPOCH]))[0]?.value

const put = mutation(
  'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
)

export const putEpoch = async (query: Query, epoch: string): Promise<void> =>
  void (await put(query, [EPOCH, epoch]))

/** Shows that the database can be written; nothing reads it. */
export const putWritten = async (query: Query, at: string): Promise<void> =>
  void (await put(query, [WRITTEN, at]))

/** Where the files are, as `s3://name/prefix`; undefined for the disk. */
export const findBucket = async (query: Query): Promise<string | undefined> =>
  (await value(query, [BUCKET]))[0]?.value

export const putBucket = async (query: Query, bucket: string): Promise<void> =>
  void (await put(query, [BUCKET, bucket]))

const drop = mutation('DELETE FROM meta WHERE key = ?')

export const dropBucket = async (query: Query): Promise<void> => void (await drop(query, [BUCKET]))
