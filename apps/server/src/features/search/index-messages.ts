// Puts waiting messages into the index of terms. A send only adds a row; its terms follow within a second, in batches, and
// until then a search looks at the waiting messages themselves.
import type { Message } from '@lectern/protocol'
import type { Context } from '../context.ts'
import { askAfterMessages } from '../job-asking.ts'
import { endWaiting, hasWaiting, readWaiting } from '../../records/message-index.ts'
import { termIndexOf } from '../../records/message-terms.ts'
import { conversationTerm, foldForMatch, hasOf, hasTerm, monthTerm, senderTerm, termsOf } from './terms.ts'

const MESSAGE_INDEXING = 'message_indexing'
/** Many become one batch. */
const DELAY_MS = 500
/** Others write between two batches. */
const BATCH = 50

type Words = Pick<Message, 'content' | 'parts'>

/** The texts in which a message is searched, its own words first. */
export const textsOf = ({ content, parts }: Words): string[] => [content, ...parts.flatMap(wordsOfPart)]

/** The names of a part of a message. */
export const wordsOfPart = (part: Words['parts'][number]): string[] => {
  if (part.type === 'file') return [part.filename]
  if (part.type === 'image') return [part.filename ?? '', part.alt ?? ''].filter((text) => text !== '')
  return part.type === 'document' ? [part.title] : []
}

/** Returns what ends it. */
export const registerMessageIndexing = (ctx: Context): (() => void) => {
  ctx.jobs.register({
    name: MESSAGE_INDEXING,
    limit: 1,
    lease_ms: 30_000,
    attempts: 10,
    backoff: { first_ms: 1_000, most_ms: 60_000 },
    run: async ({ signal }) => {
      while ((await indexBatch(ctx)) === BATCH) signal.throwIfAborted()
    },
  })
  return askAfterMessages(ctx, { kind: MESSAGE_INDEXING, delay_ms: DELAY_MS, hasWaiting })
}

/** Indexes the newest waiting messages, and returns how many. */
export const indexBatch = (ctx: Context): Promise<number> =>
  ctx.db.write(async ({ query }) => {
    const rows = await readWaiting(query, BATCH)
    const index = termIndexOf(query)
    for (const row of rows) {
      await endWaiting(query, row)
      // What is still being written is indexed at its end.
      if (row.state === 'streaming') continue
      const parts = row.parts === null ? [] : (JSON.parse(row.parts) as Message['parts'])
      const terms = termsOf(foldForMatch(textsOf({ ...row, parts }).join('\n')))
      for (const has of hasOf({ ...row, parts })) terms.add(hasTerm(has))
      terms.add(conversationTerm(row.conversation_id))
      terms.add(senderTerm(row.sender_id))
      terms.add(monthTerm(row.created_at))
      await index.put(query, row, terms)
    }
    return rows.length
  })
