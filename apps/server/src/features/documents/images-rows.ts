import type { Kysely } from 'kysely'
import type { DocumentImage } from '@lectern/protocol'
import { EACH } from '../../platform/db/fragments.ts'
import { mutation, selection } from '../../platform/db/statement.ts'
import type { Tables } from '../../records/tables.ts'

type Query = Kysely<Tables>

interface Version {
  document_id: string
  version: number
}

// By primary keys.
const insert = mutation(`
  INSERT INTO document_images (document_id, version, conversation_id, attachment_id)
  SELECT ?, ?, a.conversation_id, a.id FROM locators l
  JOIN attachments a ON a.conversation_id = l.conversation_id AND a.id = l.id
  WHERE l.kind = 'attachment' AND l.id IN (${EACH}) AND a.message_id IS NULL AND a.dropped_at IS NULL`)

/** Returns the number of images that still existed. */
export const insertImages = (
  query: Query,
  { document_id, version }: Version,
  ids: readonly string[],
): Promise<number> =>
  ids.length === 0 ? Promise.resolve(0) : insert(query, [document_id, version, JSON.stringify(ids)])

// By primary keys.
const images = selection<DocumentImage>(`
  SELECT i.attachment_id, a.filename, a.width, a.height FROM document_images i
  JOIN attachments a ON a.conversation_id = i.conversation_id AND a.id = i.attachment_id
  WHERE i.document_id = ? AND i.version = ? AND a.width IS NOT NULL AND a.height IS NOT NULL
  ORDER BY i.attachment_id`)

export const listImages = (
  query: Query,
  { id, version }: { id: string; version: number },
): Promise<DocumentImage[]> => images(query, [id, version])

// By primary key.
const kept = selection<{ attachment_id: string }>(`
  SELECT DISTINCT attachment_id FROM document_images
  WHERE document_id = ? AND attachment_id IN (${EACH})`)

/** Those that an earlier version shows. */
export const findShownBefore = async (
  query: Query,
  document_id: string,
  ids: readonly string[],
): Promise<string[]> =>
  (await kept(query, [document_id, JSON.stringify(ids)])).map(({ attachment_id }) => attachment_id)
