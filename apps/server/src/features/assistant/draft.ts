// An answer that staff see first. No part of it is in any message, so that no path of messages can leak it: the
// message that asks only says that an unpublished answer exists, and staff fetch it. It is in memory while it
// is written, since nobody watches; after a crash it is requested again.
import type { Ask } from '@lectern/protocol'
import type { StoredMessage } from '../../records/stored.ts'
import { timestamp } from '../../platform/clock.ts'
import { commitBySystem, type ChangedRows, type Place } from '../changes/commit.ts'
import type { Context, LecternTransaction } from '../context.ts'
import { findMessage, updateAsk } from '../../records/messages.ts'
import { endInvocation, putDraft, type Ending, type InvocationRecord } from './invocations-rows.ts'
import type { Source } from './model.ts'
import type { AnswerWriter } from './answer-writer.ts'
import { AnswerText } from './answer-text.ts'

export class DraftAnswer implements AnswerWriter {
  readonly #ctx: Context
  readonly #invocation: InvocationRecord
  readonly #wording = new AnswerText()
  #unanswered = false

  constructor(ctx: Context, invocation: InvocationRecord) {
    this.#ctx = ctx
    this.#invocation = invocation
  }

  get length(): number {
    return this.#wording.content.length
  }

  say(text: string): Promise<void> {
    this.#wording.add(text)
    return Promise.resolve()
  }

  cite(source: Source): Promise<void> {
    return this.say(this.#wording.markFor(source))
  }

  leaveOpen(): void {
    this.#unanswered = true
  }

  checkpoint(): Promise<void> {
    return Promise.resolve()
  }

  async end(ending: Ending): Promise<void> {
    if (ending.state !== 'done') return abandonDraft(this.#ctx, this.#invocation, ending)
    const { id, conversation_id } = this.#invocation
    await changePrompt(this.#ctx, this.#invocation, async (prompt, transaction, { at }) => {
      const settled = await this.#wording.settle(transaction, conversation_id)
      const draft = { ...settled, ...(this.#unanswered && { unanswered: true as const }) }
      if (!(await putDraft(transaction.query, id, draft, at))) return undefined
      return withAsk(prompt, { invocation_id: id, review: 'waiting' })
    })
  }
}

/** An incomplete text is not reviewed; the asker learns that no answer comes. */
export const abandonDraft = (ctx: Context, invocation: InvocationRecord, ending: Ending): Promise<void> =>
  changePrompt(ctx, invocation, async (prompt, { query }, { at }) => {
    const { id } = invocation
    if (!(await endInvocation(query, id, ending, at)) || prompt.ask?.invocation_id !== id) return undefined
    return prompt.ask.review === 'writing'
      ? withAsk(prompt, { invocation_id: id, review: 'failed', failure: ending.failure })
      : undefined
  })

type NewAsk = Pick<Ask, 'invocation_id' | 'review'> & { failure?: Ask['failure'] | undefined }

/** Removes the state of an earlier invocation's unpublished answer; the hand-over to staff stays. */
export const withAsk = (
  message: StoredMessage,
  { invocation_id, review, failure }: NewAsk,
): StoredMessage => ({
  ...message,
  ask: {
    invocation_id,
    ...(review !== undefined && { review }),
    ...(failure !== undefined && { failure }),
    ...(message.ask?.handed_over && { handed_over: message.ask.handed_over }),
  },
})

type Change = (
  prompt: StoredMessage,
  transaction: LecternTransaction,
  place: Place,
) => Promise<StoredMessage | undefined>

/** If the message that asks is gone, only the invocation ends. */
const changePrompt = async (ctx: Context, invocation: InvocationRecord, change: Change): Promise<void> => {
  const { id, conversation_id, prompt_id } = invocation
  await ctx.db.write(async (transaction) => {
    const { query } = transaction
    const prompt = prompt_id === null ? undefined : (await findMessage(query, prompt_id))?.message
    if (!prompt || prompt.deleted_at !== undefined)
      return void (await endInvocation(query, id, { state: 'stopped' }, timestamp(ctx.clock.now())))
    await commitBySystem(
      ctx,
      transaction,
      conversation_id,
      async (place): Promise<ChangedRows | Unchanged> => {
        const changed = await change(prompt, transaction, place)
        if (!changed) return unchanged(place)
        const stored = { ...changed, changed_seq: place.seq }
        await updateAsk(query, stored)
        return { messages: [stored] }
      },
    )
  })
}

interface Unchanged {
  repeat: { conversation_id: string; from: number; to: number; messages: []; members: [] }
}

const unchanged = ({ conversation: { id, head } }: Place): Unchanged => ({
  repeat: { conversation_id: id, from: head, to: head, messages: [], members: [] },
})
