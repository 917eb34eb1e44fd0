// Keeps what messages cite true: when a document changes, the messages that cite it are told by changes of their own.
// The documents marked for it are the queue: a restart goes on.
import { updateText } from '../../records/messages.ts'
import type { StoredMessage } from '../../records/stored.ts'
import { asItIs, isCitation } from '../changes/citations.ts'
import {
  citingConversations,
  citingMessages,
  documentsToRecheck,
  findStand,
} from '../../records/citations.ts'
import { markRechecked, findCited } from '../../records/documents.ts'
import { commitBySystem } from '../changes/commit.ts'
import type { Context, LecternTransaction } from '../context.ts'

/** So many messages change with one number of a conversation's clock. */
const AT_ONCE = 50

export class CitationUpkeep {
  readonly #ctx: Context
  readonly #unsubscribe: () => void
  /** One document after the other. */
  #turn: Promise<void> = Promise.resolve()
  #closed = false

  constructor(ctx: Context) {
    this.#ctx = ctx
    this.#unsubscribe = ctx.bus.subscribe('document_changed', ({ document_id }) => this.#follow(document_id))
    this.#inTurn(async () => {
      for (const id of await documentsToRecheck(ctx.db.read)) this.#follow(id)
    })
  }

  /** Resolves when everything that was heard of so far is done. */
  settled(): Promise<void> {
    return this.#turn
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#unsubscribe()
    await this.#turn
  }

  #follow(document_id: string): void {
    this.#inTurn(() => this.#recheck(document_id))
  }

  #inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn
      .then(() => (this.#closed ? undefined : work()))
      .catch((error: unknown) => this.#ctx.log.error({ err: error }, 'citation_upkeep_failed'))
  }

  async #recheck(document_id: string): Promise<void> {
    const { read } = this.#ctx.db
    const stand = await findStand(read, document_id)
    if (!stand) return
    for (const conversation_id of await citingConversations(read, document_id)) {
      let after: number | undefined = 0
      while (after !== undefined && !this.#closed)
        after = await this.#update({ document_id, conversation_id, after, limit: AT_ONCE })
    }
    if (!this.#closed) await this.#ctx.db.write(({ query }) => markRechecked(query, document_id, stand))
  }

  /** Answers where to go on, unless that was all. */
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

  /** As they should be, those that are not. */
  async #differing(
    { read }: { read: LecternTransaction['query'] },
    messages: StoredMessage[],
  ): Promise<StoredMessage[]> {
    const renewed = await Promise.all(messages.map((message) => renew(read, message)))
    return renewed.filter((message, index) => message !== messages[index])
  }
}

const goOn = (messages: StoredMessage[], limit: number): number | undefined =>
  messages.length < limit ? undefined : messages.at(-1)?.created_seq

const renew = async (query: LecternTransaction['query'], message: StoredMessage): Promise<StoredMessage> => {
  const parts: StoredMessage['parts'] = []
  for (const part of message.parts)
    parts.push(isCitation(part) ? asItIs(part, await findCited(query, part.document_id, part.version)) : part)
  return JSON.stringify(parts) === JSON.stringify(message.parts) ? message : { ...message, parts }
}
