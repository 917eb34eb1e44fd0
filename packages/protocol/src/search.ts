import * as z from 'zod/mini'
import { Cursor, Id, Seq } from './ids.ts'

export const SearchHit = z.object({
  message_id: Id,
  conversation_id: Id,
  created_seq: Seq,
  snippet: z.string(),
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchHits = z.object({ hits: z.array(SearchHit), next_cursor: z.nullable(Cursor) })
export type SearchHits = z.infer<typeof SearchHits>
