// Which files the database names: for whoever compares them with the disk.
import type { Kysely } from 'kysely'
import { EACH } from '../platform/db/fragments.ts'
import { selection } from '../platform/db/statement.ts'
import type { Tables } from './tables.ts'

type Query = Kysely<Tables>

export interface NamedFile {
  id: string
  size: number
}

const NAMED = `
  SELECT id, size FROM attachments WHERE state = 'ready' AND dropped_at IS NULL
  UNION SELECT original_id, size FROM document_versions WHERE original_id IS NOT NULL`

// Full scans, for the operator.
const count = selection<{ count: number }>(`SELECT count(*) AS count FROM (${NAMED}) named`)
const some = selection<NamedFile>(`SELECT id, size FROM (${NAMED}) named ORDER BY random() LIMIT ?`)

export const countNamedFiles = async (query: Query): Promise<number> =>
  (await count(query, []))[0]?.count ?? 0

/** As many as wanted, drawn by chance. */
export const drawNamedFiles = (query: Query, limit: number): Promise<NamedFile[]> => some(query, [limit])

// By primary key, and a full scan of the versions.
const known = selection<{ id: string }>(`
  SELECT value AS id FROM (${EACH}) named WHERE EXISTS (SELECT 1 FROM locators l WHERE l.id = value AND l.kind = 'attachment')
    OR value IN (SELECT original_id FROM document_versions WHERE original_id IS NOT NULL)`)

/** Those of the ids that the database names, in any state. */
export const knownFiles = async (query: Query, ids: readonly string[]): Promise<Set<string>> =>
  new Set((await known(query, [JSON.stringify(ids)])).map(({ id }) => id))
