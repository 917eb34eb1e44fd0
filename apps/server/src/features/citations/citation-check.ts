// Keeps citations correct: when a document changes, the messages that cite it change as well. One job for each
// changed document.
import { updateText } from '../../records/messages.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { CITATION_CHECK } from '../changes/document-changed.ts'
import { refreshCitation, isCitation } from './citations.ts'
import { citingConversations, citingMessages } from '../../records/citations.ts'
import { findCited } from '../../records/documents.ts'
import { commitBySystem } from '../changes/commit.ts'
import type { Context, LecternTransaction } from '../context.ts'

/** The number of messages in one change. */
const AT_ONCE = 50

export const registerCitationCheck = (ctx: Context): void => {
  const checker = new CitationChecker(ctx)
  ctx.jobs.register({
    name: CITATION_CHECK,
    limit: 2,
    lease_ms: 15_000,
    attempts: 8,
    backoff: { first_ms: 1_000, most_ms: 300_000 },
    run: ({ key, signal }) => checker.check(key, signal),
  })
}

class CitationChecker {
  readonly #ctx: Context

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  /** Writes only differing rows, so an attempt goes on where the one before ended. */
  async check(document_id: string, signal: AbortSignal): Promise<void> {
    for (const conversation_id of await citingConversations(this.#ctx.db.read, document_id)) {
      let after: number | undefined = 0
      while (after !== undefined) {
        signal.throwIfAborted()
        after = await this.#update({ document_id, conversation_id, after, limit: AT_ONCE })
      }
    }
  }

  /** Returns where to go on; undefined at the end. */
  async #update(citing: Parameters<typeof citingMessages>[1]): Promise<number | undefined> {
    const ctx = this.#ctx
    const { conversation_id } = citing
    const messages = await citingMessages(ctx.db.read, citing)
    const last = messages.at(-1)
    if (!last || (await this.#differing(ctx.db, messages)).length === 0) return goOn(messages, citing.limit)
    await ctx.db.write((transaction) =>
      commitBySystem(ctx, transaction, conversation_id, async ({ seq }) => {
        const now = await citingMessages(transaction.query, citing)
        const changed = (await this.#differing({ read: transaction.query }, now)).map((message) => ({
          ...message,
          changed_seq: seq,
        }))
        for (const message of changed) await updateText(transaction.query, message)
        return { messages: changed }
      }),
    )
    return goOn(messages, citing.limit)
  }

  /** The corrected messages, if they differ. */
  async #differing(
    { read }: { read: LecternTransaction['query'] },
    messages: StoredMessage[],
  ): Promise<StoredMessage[]> {
    const differing: StoredMessage[] = []
    for (const message of messages) {
      const renewed = await renew(read, message)
      if (renewed !== message) differing.push(renewed)
    }
    return differing
  }
}

const goOn = (messages: StoredMessage[], limit: number): number | undefined =>
  messages.length < limit ? undefined : messages.at(-1)?.created_seq

const renew = async (query: LecternTransaction['query'], message: StoredMessage): Promise<StoredMessage> => {
  const parts: StoredMessage['parts'] = []
  for (const part of message.parts)
    parts.push(
      isCitation(part) ? refreshCitation(part, await findCited(query, part.document_id, part.version)) : part,
    )
  return JSON.stringify(parts) === JSON.stringify(message.parts) ? message : { ...message, parts }
}
